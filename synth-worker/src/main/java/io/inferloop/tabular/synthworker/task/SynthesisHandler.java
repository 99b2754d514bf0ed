package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.platform.task.TaskOutput;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.synthworker.artifact.ModelStore;
import io.inferloop.tabular.synthworker.checkpoint.CheckpointStore;
import io.inferloop.tabular.synthworker.checkpoint.StoredCheckpoints;
import io.inferloop.tabular.synthworker.device.NativeLibraries;
import io.inferloop.tabular.synthworker.sample.Draw;
import io.inferloop.tabular.synthworker.sample.RowSampler;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * A synthesis: read the dataset, fit, store the model, sample it into the synthetic table. Deterministic for equal (dataset,
 * spec, threads, device): a retry writes the same rows.
 */
@Component
class SynthesisHandler {

    private final TableFit fit;
    private final CheckpointStore checkpoints;
    private final ModelStore models;
    private final RowSampler sampler;
    private final NativeLibraries natives;
    private final SynthesisMeters meters;

    SynthesisHandler(
            TableFit fit,
            CheckpointStore checkpoints,
            ModelStore models,
            RowSampler sampler,
            NativeLibraries natives,
            SynthesisMeters meters) {
        this.fit = fit;
        this.checkpoints = checkpoints;
        this.models = models;
        this.sampler = sampler;
        this.natives = natives;
        this.meters = meters;
    }

    TaskOutcome run(SynthesisTask task, TaskContext context) throws IOException {
        FittingSpec fitting = FittingSpec.of(task);
        Draw draw = Draws.of(task);
        Timer.Sample since = meters.begin();
        try {
            StoredCheckpoints kept = checkpoints.of(context.dispatch().getOutputPrefix(), context.outputPrefix());
            ModelArtifact model = fit.fit(fitting, read(fitting, draw, context), context, kept);
            List<TaskOutput> outputs = new ArrayList<>();
            try (TableSampler open = model.open(natives.device(), context.threads())) {
                outputs.add(sample(open, draw, context));
            }
            context.progress("write", 0, 0, null);
            outputs.addAll(models.save(model, context.outputPrefix()));
            kept.discard();
            meters.finished(since, "generation", fitting.algorithm(), draw.rows());
            return new TaskOutcome(outputs, draw.rows(), 0, Map.of());
        } finally {
            meters.end();
        }
    }

    /** Conditions that the table cannot meet are refused before it is learned. */
    private TypedTable read(FittingSpec fitting, Draw draw, TaskContext context) throws IOException {
        TypedTable table = fit.read(fitting, context);
        List<String> mistakes = draw.conditions().mistakes(table.schema());
        if (!mistakes.isEmpty()) {
            throw new RejectedException("invalid_conditions", String.join("; ", mistakes));
        }
        return table;
    }

    private TaskOutput sample(TableSampler model, Draw draw, TaskContext context) throws IOException {
        context.throwIfCancelled();
        context.progress("sample", 0, draw.rows(), null);
        return sampler.sample(
                model,
                draw,
                context.outputPrefix(),
                rows -> context.progress("sample", rows, draw.rows(), null),
                context::throwIfCancelled);
    }
}
