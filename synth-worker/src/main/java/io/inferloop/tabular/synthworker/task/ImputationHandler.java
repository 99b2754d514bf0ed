package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.platform.task.TaskOutput;
import io.inferloop.tabular.schemas.task.ImputationTask;
import io.inferloop.tabular.synthworker.artifact.ModelRef;
import io.inferloop.tabular.synthworker.artifact.OpenModels;
import io.inferloop.tabular.synthworker.checkpoint.CheckpointStore;
import io.inferloop.tabular.synthworker.checkpoint.StoredCheckpoints;
import io.inferloop.tabular.synthworker.device.NativeLibraries;
import io.inferloop.tabular.synthworker.sample.RowSampler;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** A dataset with its missing cells filled, by a model that is kept or by one that is fitted on the dataset itself. A retry fills in the same. */
@Component
class ImputationHandler {

    private final TableFit fit;
    private final CheckpointStore checkpoints;
    private final OpenModels open;
    private final RowSampler sampler;
    private final NativeLibraries natives;
    private final SynthesisMeters meters;

    ImputationHandler(
            TableFit fit,
            CheckpointStore checkpoints,
            OpenModels open,
            RowSampler sampler,
            NativeLibraries natives,
            SynthesisMeters meters) {
        this.fit = fit;
        this.checkpoints = checkpoints;
        this.open = open;
        this.sampler = sampler;
        this.natives = natives;
        this.meters = meters;
    }

    TaskOutcome run(ImputationTask task, TaskContext context) throws IOException {
        Timer.Sample since = meters.begin();
        try {
            return task.getGraphKey() == null ? fitted(task, since, context) : kept(task, since, context);
        } finally {
            meters.end();
        }
    }

    private TaskOutcome fitted(ImputationTask task, Timer.Sample since, TaskContext context) throws IOException {
        FittingSpec spec = FittingSpec.of(task);
        TypedTable table = fit.read(spec, context);
        StoredCheckpoints kept = checkpoints.of(context.dispatch().getOutputPrefix(), context.outputPrefix());
        ModelArtifact model = fit.fit(spec, table, context, kept);
        try (TableSampler own = model.open(natives.device(), context.threads())) {
            TaskOutcome filled = fill(own, table, task, since, context);
            kept.discard();
            return filled;
        }
    }

    private TaskOutcome kept(ImputationTask task, Timer.Sample since, TaskContext context) throws IOException {
        ModelRef ref = new ModelRef(
                Objects.requireNonNull(task.getGraphKey()),
                Objects.requireNonNull(task.getGraphSha256()),
                Objects.requireNonNull(task.getDescriptionKey()),
                Objects.requireNonNull(task.getDescriptionSha256()));
        context.progress("open", 0, 0, null);
        try (OpenModels.Loan model = open.borrow(ref, context.threads(), context.scratch())) {
            TypedTable table = fit.read(
                    FittingSpec.dataset(task),
                    raw -> raw.typedLike(model.sampler().schema()),
                    context);
            return fill(model.sampler(), table, task, since, context);
        }
    }

    private TaskOutcome fill(
            TableSampler model, TypedTable table, ImputationTask task, Timer.Sample since, TaskContext context)
            throws IOException {
        TableFormat format = DispatchedValues.format(task.getOutputFormat());
        long rows = table.table().rows();
        context.progress("fill", 0, rows, null);
        TaskOutput filled = sampler.complete(
                model,
                table,
                task.getSeed(),
                format,
                context.outputPrefix(),
                done -> context.progress("fill", done, rows, null),
                context::throwIfCancelled);
        meters.finished(since, "imputation", model.description().provenance().algorithm(), rows);
        return new TaskOutcome(List.of(filled), rows, 0, Map.of());
    }
}
