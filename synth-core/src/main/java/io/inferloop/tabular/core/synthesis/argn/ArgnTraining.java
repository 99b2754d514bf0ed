package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
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

    private final TokenTable table;
    private final ArgnLayout layout;
    private final ArgnSettings settings;
    private final Seeds seeds;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    ArgnTraining(
            TokenTable table,
            ArgnLayout layout,
            ArgnSettings settings,
            Seeds seeds,
            ProgressListener progress,
            Cancellation cancellation) {
        this.table = table;
        this.layout = layout;
        this.settings = settings;
        this.seeds = seeds;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** A trained network and the mean loss of each epoch. */
    record Trained(ArgnWeights weights, List<Double> losses) {}

    Trained run(OnnxDevice device, int threads) {
        ArgnWeights initial = ArgnWeights.initial(layout, table.columns(), seeds.child("weights"));
        TrainingStep step = ArgnStep.of(ElementType.FLOAT, layout, table.columns(), table.rows(), settings, initial);
        Map<String, Object> data = Map.of(ArgnStep.TOKENS, table.codes());
        try (TrainingSession session = TrainingSession.open(step, step.initialState(), data, device, threads)) {
            List<Double> losses = train(session);
            return new Trained(ArgnWeights.of(session.state()), losses);
        }
    }

    private List<Double> train(TrainingSession session) {
        ArgnFeeds feeds = new ArgnFeeds(table.rows(), layout, settings, seeds.child("steps"));
        int perEpoch = feeds.stepsPerEpoch();
        long total = feeds.steps();
        double[] sums = new double[settings.epochs()];
        int steps = 1;
        for (long done = 0; done < total; ) {
            cancellation.throwIfCancelled();
            steps = (int) Math.min(steps, total - done);
            long start = System.nanoTime();
            double[] losses = Objects.requireNonNull(
                    session.run(steps, feeds.of(done, steps)).get(ArgnStep.LOSS));
            double seconds = (System.nanoTime() - start) / 1e9;
            for (double loss : losses) {
                int epoch = (int) (done++ / perEpoch);
                if (!Double.isFinite(loss)) {
                    throw diverged(epoch + 1);
                }
                sums[epoch] += loss;
            }
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
