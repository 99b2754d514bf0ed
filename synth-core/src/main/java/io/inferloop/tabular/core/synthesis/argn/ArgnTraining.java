package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.OnnxSession;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.Checkpoint;
import io.inferloop.tabular.core.synthesis.FitIdentity;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.InvalidHyperparametersException;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Trains a network in runs of a fraction of a second, between which it reports and can be stopped. How many steps a run
 * has depends on the machine; what they compute does not.
 */
final class ArgnTraining {

    /** So long a run may take about; a cancellation waits for its end. */
    private static final double RUN_SECONDS = 0.3;

    private static final int MAX_STEPS_PER_RUN = 256;

    /** Groups of a checkpoint: the session's state, and the sum of the steps' losses by epoch. */
    private static final String STATE = "state";

    private static final String LOSSES = "losses";
    private static final String BY_EPOCH = "by epoch";

    private final TokenTable table;
    private final ArgnLayout layout;
    private final ArgnSettings settings;
    private final FitOptions options;
    private final Seeds seeds;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    ArgnTraining(
            TokenTable table,
            ArgnLayout layout,
            ArgnSettings settings,
            FitOptions options,
            ProgressListener progress,
            Cancellation cancellation) {
        this.table = table;
        this.layout = layout;
        this.settings = settings;
        this.options = options;
        this.seeds = new Seeds(options.seed());
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** A trained network and the mean loss of each epoch. */
    record Trained(ArgnWeights weights, List<Double> losses) {}

    Trained run(OnnxDevice device) {
        ArgnWeights initial = ArgnWeights.initial(layout, table.columns(), seeds.child("weights"));
        TrainingStep step = ArgnStep.of(ElementType.FLOAT, layout, table.columns(), table.rows(), settings, initial);
        Map<String, Object> data = Map.of(ArgnStep.TOKENS, table.codes());
        Checkpoint start = start(step, device);
        try (TrainingSession session =
                TrainingSession.open(step, start.group(STATE), data, device, options.threads())) {
            List<Double> losses = train(session, start);
            return new Trained(ArgnWeights.of(session.state()), losses);
        }
    }

    /** Where an interrupted training of the same network on the same table got to, or the very beginning. */
    private Checkpoint start(TrainingStep step, OnnxDevice device) {
        String fit = new FitIdentity()
                .with(step.toModel())
                .with(step.initialState())
                .with(table.codes())
                .with(settings.toMap().toString())
                .with("seed %d, %d threads, %s, ONNX Runtime %s"
                        .formatted(options.seed(), options.threads(), device.label(), OnnxSession.runtimeVersion()))
                .hex();
        return options.checkpoints()
                .furthest(fit)
                .orElseGet(() -> new Checkpoint(fit, 0)
                        .with(STATE, step.initialState())
                        .with(LOSSES, Map.of(BY_EPOCH, new double[settings.epochs()])));
    }

    private List<Double> train(TrainingSession session, Checkpoint start) {
        ArgnFeeds feeds = new ArgnFeeds(table.rows(), layout, settings, seeds.child("steps"));
        int perEpoch = feeds.stepsPerEpoch();
        long total = feeds.steps();
        double[] sums =
                Objects.requireNonNull(start.group(LOSSES).get(BY_EPOCH)).clone();
        int steps = 1;
        for (long done = start.step(); done < total; ) {
            cancellation.throwIfCancelled();
            steps = (int) Math.min(steps, total - done);
            long began = System.nanoTime();
            double[] losses = Objects.requireNonNull(
                    session.run(steps, feeds.of(done, steps)).get(ArgnStep.LOSS));
            double seconds = (System.nanoTime() - began) / 1e9;
            for (double loss : losses) {
                int epoch = (int) (done++ / perEpoch);
                if (!Double.isFinite(loss)) {
                    throw diverged(epoch + 1);
                }
                sums[epoch] += loss;
            }
            long reached = done;
            options.checkpoints()
                    .reached(() -> new Checkpoint(start.fit(), reached)
                            .with(STATE, session.state())
                            .with(LOSSES, Map.of(BY_EPOCH, sums.clone())));
            progress.progress("training", done, total, message((int) ((done - 1) / perEpoch), losses[steps - 1]));
            steps = (int) Math.clamp(steps * RUN_SECONDS / seconds, 1, Math.min(2.0 * steps, MAX_STEPS_PER_RUN));
        }
        List<Double> means = new ArrayList<>();
        Arrays.stream(sums).forEach(sum -> means.add(sum / perEpoch));
        return means;
    }

    private InvalidHyperparametersException diverged(int epoch) {
        return new InvalidHyperparametersException(
                List.of("The training went astray in epoch %d with steps of up to %s; choose a smaller learning_rate"
                        .formatted(epoch, settings.learningRate())));
    }

    private String message(int epoch, double loss) {
        return String.format(Locale.ROOT, "epoch %d of %d, loss %.3f", epoch + 1, settings.epochs(), loss);
    }
}
