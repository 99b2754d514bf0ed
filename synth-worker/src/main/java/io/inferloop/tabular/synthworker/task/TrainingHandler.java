package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.schemas.task.TrainingTask;
import io.inferloop.tabular.synthworker.artifact.ModelStore;
import io.inferloop.tabular.synthworker.checkpoint.CheckpointStore;
import io.inferloop.tabular.synthworker.checkpoint.StoredCheckpoints;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A training: read the dataset, fit, store the model. A retry fits the same one. */
@Component
class TrainingHandler {

    private final TableFit fit;
    private final CheckpointStore checkpoints;
    private final ModelStore models;
    private final SynthesisMeters meters;

    TrainingHandler(TableFit fit, CheckpointStore checkpoints, ModelStore models, SynthesisMeters meters) {
        this.fit = fit;
        this.checkpoints = checkpoints;
        this.models = models;
        this.meters = meters;
    }

    TaskOutcome run(TrainingTask task, TaskContext context) throws IOException {
        FittingSpec spec = FittingSpec.of(task);
        Timer.Sample since = meters.begin();
        try {
            StoredCheckpoints kept = checkpoints.of(context.dispatch().getOutputPrefix(), context.outputPrefix());
            ModelArtifact model = fit.fit(spec, fit.read(spec, context), context, kept);
            context.progress("write", 0, 0, null);
            var outputs = models.save(model, context.outputPrefix());
            kept.discard();
            meters.finished(since, "training", spec.algorithm(), 0);
            return new TaskOutcome(outputs, 0, 0, Map.of());
        } finally {
            meters.end();
        }
    }
}
