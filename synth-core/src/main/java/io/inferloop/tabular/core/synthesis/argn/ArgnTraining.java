package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.random.Permutation;
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
import org.jspecify.annotations.Nullable;

/**
 * Trains a network in runs of a fraction of a second, between which it reports and can be stopped. How many steps a run
 * has depends on the machine; what they compute does not. After every pass over the rows it asks about rows that are set
 * aside: the best pass is kept, and after some without a better one the training ends.
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
    private final int[] learned;
    private final int[] heldOut;
    private int stepsPerRun = 1;

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
        int[] rows = Permutation.of(table.rows(), seeds.child("validation").stream());
        this.heldOut = Arrays.copyOf(rows, settings.heldOut(table.rows()));
        this.learned = Arrays.copyOfRange(rows, heldOut.length, rows.length);
    }

    /**
     * A trained network.
     *
     * @param state every parameter, by name
     * @param losses of each epoch, the mean over its rows in nats
     * @param heldOutLosses after each epoch, the mean over the rows set aside; empty if there are none
     */
    record Trained(Map<String, double[]> state, List<Double> losses, List<Double> heldOutLosses) {}

    /** The rows that are set aside, as places in the table. */
    int[] heldOut() {
        return heldOut.clone();
    }

    Trained run(OnnxDevice device, int threads) {
        ArgnWeights initial = ArgnWeights.initial(layout, table.columns(), seeds.child("weights"));
        TrainingStep step = ArgnStep.of(ElementType.FLOAT, layout, table.columns(), table.rows(), settings, initial);
        Map<String, Object> data = Map.of(ArgnNetwork.TOKENS, table.codes());
        try (TrainingSession session = TrainingSession.open(step, step.initialState(), data, device, threads);
                ArgnEvaluation validation = heldOut.length == 0
                        ? null
                        : new ArgnEvaluation(table, heldOut, layout, initial, device, threads, cancellation)) {
            Trained trained = train(session, validation);
            Map<String, double[]> calibrated = new MarginalCalibration(table, layout, cancellation)
                    .of(trained.state(), seeds.child("calibration").stream(), device, threads);
            return new Trained(calibrated, trained.losses(), trained.heldOutLosses());
        }
    }

    private Trained train(TrainingSession session, @Nullable ArgnEvaluation validation) {
        ArgnFeeds feeds = new ArgnFeeds(learned, layout, settings, seeds.child("steps"));
        List<Double> losses = new ArrayList<>();
        List<Double> heldOutLosses = new ArrayList<>();
        int best = 0;
        Map<String, double[]> kept = Map.of();
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            losses.add(pass(session, feeds, epoch));
            if (validation != null) {
                Map<String, double[]> state = session.state();
                heldOutLosses.add(validation.loss(state, seeds.child("orders")));
                if (heldOutLosses.get(epoch) < heldOutLosses.get(best) || epoch == 0) {
                    best = epoch;
                    kept = state;
                }
                if (epoch - best >= settings.patience()) {
                    break;
                }
            }
        }
        return new Trained(kept.isEmpty() ? session.state() : kept, losses, heldOutLosses);
    }

    /** Takes the steps of an epoch and returns their mean loss. */
    private double pass(TrainingSession session, ArgnFeeds feeds, int epoch) {
        int all = feeds.stepsPerEpoch();
        long first = (long) epoch * all;
        double sum = 0;
        for (int done = 0; done < all; ) {
            cancellation.throwIfCancelled();
            int steps = Math.min(stepsPerRun, all - done);
            long start = System.nanoTime();
            double[] losses = Objects.requireNonNull(
                    session.run(steps, feeds.of(first + done, steps)).get(ArgnStep.LOSS));
            double seconds = (System.nanoTime() - start) / 1e9;
            sum += Arrays.stream(losses).sum();
            if (!Double.isFinite(sum)) {
                throw diverged(epoch + 1);
            }
            done += steps;
            progress.progress("training", first + done, feeds.steps(), message(epoch, losses[steps - 1]));
            double wanted = steps * RUN_SECONDS / seconds;
            stepsPerRun = (int) Math.clamp(wanted, 1, Math.min(2.0 * stepsPerRun, MAX_STEPS_PER_RUN));
        }
        return sum / all;
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
