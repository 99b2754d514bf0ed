package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskHandler;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.platform.task.TaskOutput;
import io.inferloop.tabular.synthworker.artifact.ModelStore;
import io.inferloop.tabular.synthworker.device.NativeLibraries;
import io.inferloop.tabular.synthworker.fit.DatasetLoader;
import io.inferloop.tabular.synthworker.fit.ModelFitter;
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
class SynthesisHandler implements TaskHandler {

    private final DatasetLoader loader;
    private final ModelFitter fitter;
    private final ModelStore models;
    private final RowSampler sampler;
    private final NativeLibraries natives;
    private final SynthesisMeters meters;

    SynthesisHandler(
            DatasetLoader loader,
            ModelFitter fitter,
            ModelStore models,
            RowSampler sampler,
            NativeLibraries natives,
            SynthesisMeters meters) {
        this.loader = loader;
        this.fitter = fitter;
        this.models = models;
        this.sampler = sampler;
        this.natives = natives;
        this.meters = meters;
    }

    @Override
    public String device() {
        return natives.device().label();
    }

    @Override
    public TaskOutcome run(TaskContext context) throws IOException {
        SynthesisSpec spec = SynthesisSpec.of(context.dispatch());
        Timer.Sample since = meters.begin();
        try {
            fitter.require(spec.algorithm(), spec.hyperparameters());
            ModelArtifact model = fit(spec, read(spec, context), context);
            List<TaskOutput> outputs = new ArrayList<>();
            outputs.add(sample(spec, model, context));
            context.progress("write", 0, 0, null);
            outputs.addAll(models.save(model, context.outputPrefix()));
            meters.generated(since, spec.algorithm(), spec.rows());
            return new TaskOutcome(outputs, spec.rows(), 0, Map.of());
        } finally {
            meters.end();
        }
    }

    private TypedTable read(SynthesisSpec spec, TaskContext context) throws IOException {
        long size = spec.dataset().sizeBytes();
        return loader.load(spec.dataset(), spec.columnTypes(), context.scratch(), context.memoryBytes(), bytes -> {
            context.throwIfCancelled();
            context.progress("read", Math.min(bytes, size), size, null);
        });
    }

    private ModelArtifact fit(SynthesisSpec spec, TypedTable table, TaskContext context) {
        context.throwIfCancelled();
        FitOptions options = new FitOptions(
                spec.seed(),
                context.threads(),
                spec.hyperparameters(),
                spec.dataset().sha256());
        return fitter.fit(
                spec.algorithm(),
                table,
                options,
                (stage, done, total, message) ->
                        context.progress("fit", done, total, message == null ? stage : stage + ": " + message),
                context::throwIfCancelled);
    }

    private TaskOutput sample(SynthesisSpec spec, ModelArtifact model, TaskContext context) throws IOException {
        context.throwIfCancelled();
        context.progress("sample", 0, spec.rows(), null);
        return sampler.sample(
                model,
                context.outputPrefix(),
                spec.outputFormat(),
                spec.rows(),
                spec.seed(),
                context.threads(),
                rows -> context.progress("sample", rows, spec.rows(), null),
                context::throwIfCancelled);
    }
}
