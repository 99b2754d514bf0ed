package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.schemas.task.TrainingTask;
import io.inferloop.tabular.synthworker.artifact.ModelStore;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A training: read the dataset, fit, store the model. A retry fits the same one. */
@Component
class TrainingHandler {

    private final TableFit fit;
    private final ModelStore models;
    private final SynthesisMeters meters;

    TrainingHandler(TableFit fit, ModelStore models, SynthesisMeters meters) {
        this.fit = fit;
        this.models = models;
        this.meters = meters;
    }

    TaskOutcome run(TrainingTask task, TaskContext context) throws IOException {
        FittingSpec spec = FittingSpec.of(task);
        Timer.Sample since = meters.begin();
        try {
            ModelArtifact model = fit.fit(spec, fit.read(spec, context), context);
            context.progress("write", 0, 0, null);
            var outputs = models.save(model, context.outputPrefix());
            meters.finished(since, "training", spec.algorithm(), 0);
            return new TaskOutcome(outputs, 0, 0, Map.of());
        } finally {
            meters.end();
        }
    }
}
