package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.platform.task.TaskOutput;
import io.inferloop.tabular.schemas.task.SamplingTask;
import io.inferloop.tabular.synthworker.artifact.ModelRef;
import io.inferloop.tabular.synthworker.artifact.ModelStore;
import io.inferloop.tabular.synthworker.artifact.OpenModels;
import io.inferloop.tabular.synthworker.sample.Draw;
import io.inferloop.tabular.synthworker.sample.RowSampler;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Rows from a model that is kept. Whoever deletes the model meanwhile ends the run. */
@Component
class SamplingHandler {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final OpenModels open;
    private final ModelStore models;
    private final RowSampler sampler;
    private final SynthesisMeters meters;

    SamplingHandler(OpenModels open, ModelStore models, RowSampler sampler, SynthesisMeters meters) {
        this.open = open;
        this.models = models;
        this.sampler = sampler;
        this.meters = meters;
    }

    TaskOutcome run(SamplingTask task, TaskContext context) throws IOException {
        Draw draw = Draws.of(task);
        ModelRef ref = new ModelRef(
                task.getGraphKey(), task.getGraphSha256(), task.getDescriptionKey(), task.getDescriptionSha256());
        Timer.Sample since = meters.begin();
        context.progress("open", 0, 0, null);
        try (OpenModels.Loan model = open.borrow(ref, context.threads(), context.scratch())) {
            context.progress("sample", 0, draw.rows(), null);
            TaskOutput rows = sampler.sample(
                    model.sampler(),
                    draw,
                    context.outputPrefix(),
                    done -> context.progress("sample", done, draw.rows(), null),
                    whileKept(ref, context));
            String algorithm = model.sampler().description().provenance().algorithm();
            meters.finished(since, "sampling", algorithm, draw.rows());
            return new TaskOutcome(List.of(rows), draw.rows(), 0, Map.of());
        } finally {
            meters.end();
        }
    }

    private Cancellation whileKept(ModelRef ref, TaskContext context) {
        long[] looked = {System.nanoTime()};
        return () -> {
            context.throwIfCancelled();
            if (System.nanoTime() - looked[0] > LOOK_EVERY.toNanos()) {
                models.requireKept(ref);
                looked[0] = System.nanoTime();
            }
        };
    }
}
