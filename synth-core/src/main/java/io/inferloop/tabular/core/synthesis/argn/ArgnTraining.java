package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.OnnxSession;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.random.Permutation;
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

    /** Groups of a checkpoint: the session's state, that after the best pass, and what was lost so far. */
    private static final String STATE = "state";

    private static final String BEST = "best";
    private static final String LOSSES = "losses";

    /** Of the losses: the sum of the steps' by epoch, and those of the rows set aside by pass. */
    private static final String BY_EPOCH = "by epoch";

    private static final String HELD_OUT = "held out";

    private final TokenTable table;
    private final ArgnLayout layout;
    private final ArgnSettings settings;
    private final FitOptions options;
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

    Trained run(OnnxDevice device) {
        ArgnWeights initial = ArgnWeights.initial(layout, table.columns(), seeds.child("weights"));
        TrainingStep step = ArgnStep.of(ElementType.FLOAT, layout, table.columns(), table.rows(), settings, initial);
        Map<String, Object> data = Map.of(ArgnNetwork.TOKENS, table.codes());
        int threads = options.threads();
        Checkpoint start = start(step, device);
        try (TrainingSession session = TrainingSession.open(step, start.group(STATE), data, device, threads);
                ArgnEvaluation validation = heldOut.length == 0
                        ? null
                        : new ArgnEvaluation(table, heldOut, layout, initial, device, threads, cancellation)) {
            Trained trained = train(session, validation, start);
            Map<String, double[]> calibrated = new MarginalCalibration(table, layout, cancellation)
                    .of(trained.state(), seeds.child("calibration").stream(), device, threads);
            return new Trained(calibrated, trained.losses(), trained.heldOutLosses());
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
                        .with(LOSSES, Map.of(BY_EPOCH, new double[settings.epochs()], HELD_OUT, new double[0])));
    }

    private Trained train(TrainingSession session, @Nullable ArgnEvaluation validation, Checkpoint start) {
        ArgnFeeds feeds = new ArgnFeeds(learned, layout, settings, seeds.child("steps"));
        Map<String, double[]> losses = start.group(LOSSES);
        double[] sums = Objects.requireNonNull(losses.get(BY_EPOCH)).clone();
        List<Double> heldOutLosses = new ArrayList<>(Arrays.stream(Objects.requireNonNull(losses.get(HELD_OUT)))
                .boxed()
                .toList());
        Map<String, double[]> best = start.group(BEST);
        long done = start.step();
        while (true) {
            int passes = (int) (done / feeds.stepsPerEpoch());
            if (validation != null && heldOutLosses.size() < passes) {
                Map<String, double[]> state = session.state();
                heldOutLosses.add(validation.loss(state, seeds.child("orders")));
                if (bestPass(heldOutLosses) == heldOutLosses.size() - 1) {
                    best = state;
                }
            }
            boolean isOver = passes == settings.epochs()
                    || (validation != null && passes - 1 - bestPass(heldOutLosses) >= settings.patience());
            if (isOver) {
                List<Double> means = Arrays.stream(sums)
                        .limit(passes)
                        .map(sum -> sum / feeds.stepsPerEpoch())
                        .boxed()
                        .toList();
                return new Trained(best.isEmpty() ? session.state() : best, means, heldOutLosses);
            }
            done = run(session, feeds, done, sums, start.fit(), heldOutLosses, best);
        }
    }

    /** The pass after which the rows set aside were likeliest, counted from 0; -1 before there was any. */
    private static int bestPass(List<Double> heldOutLosses) {
        int best = -1;
        for (int pass = 0; pass < heldOutLosses.size(); pass++) {
            if (best < 0 || heldOutLosses.get(pass) < heldOutLosses.get(best)) {
                best = pass;
            }
        }
        return best;
    }

    /** Takes some steps of the epoch that {@code done} lies in, and returns how many are done then. */
    private long run(
            TrainingSession session,
            ArgnFeeds feeds,
            long done,
            double[] sums,
            String fit,
            List<Double> heldOutLosses,
            Map<String, double[]> best) {
        cancellation.throwIfCancelled();
        int epoch = (int) (done / feeds.stepsPerEpoch());
        int steps = (int) Math.min(stepsPerRun, feeds.stepsPerEpoch() - done % feeds.stepsPerEpoch());
        long began = System.nanoTime();
        double[] losses =
                Objects.requireNonNull(session.run(steps, feeds.of(done, steps)).get(ArgnStep.LOSS));
        double seconds = (System.nanoTime() - began) / 1e9;
        for (double loss : losses) {
            sums[epoch] += loss;
        }
        if (!Double.isFinite(sums[epoch])) {
            throw diverged(epoch + 1);
        }
        long reached = done + steps;
        options.checkpoints()
                .reached(() -> new Checkpoint(fit, reached)
                        .with(STATE, session.state())
                        .with(BEST, best)
                        .with(
                                LOSSES,
                                Map.of(
                                        BY_EPOCH,
                                        sums.clone(),
                                        HELD_OUT,
                                        heldOutLosses.stream()
                                                .mapToDouble(loss -> loss)
                                                .toArray())));
        progress.progress("training", reached, feeds.steps(), message(epoch, losses[steps - 1]));
        double wanted = steps * RUN_SECONDS / seconds;
        stepsPerRun = (int) Math.clamp(wanted, 1, Math.min(2.0 * stepsPerRun, MAX_STEPS_PER_RUN));
        return reached;
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
