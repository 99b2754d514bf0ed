package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Asks a network about some rows as it will be used: nothing is dropped. Rows are asked about in batches of one size, so
 * up to one row in {@value #MOST_ROWS_PER_BATCH} is left out.
 */
final class ArgnEvaluation implements AutoCloseable {

    private static final int MOST_ROWS_PER_BATCH = 256;

    /** Between two looks at the cancellation. */
    private static final int BATCHES_PER_RUN = 8;

    /** Few rows are asked about in as many orders as it takes to have asked about so many. */
    private static final int ROWS_IN_RANDOM_ORDERS = 1_000;

    private static final String LOSS = "loss";
    private static final String EXPECTED = "expected";

    private final ArgnLayout layout;
    private final int[] tokens;
    private final int batches;
    private final int batchRows;
    private final Cancellation cancellation;
    private final TrainingSession session;

    /**
     * @param rows at least 1, as places in the table
     * @param weights of the shape that is asked for, such as those that a training starts with
     */
    ArgnEvaluation(
            TokenTable table,
            int[] rows,
            ArgnLayout layout,
            ArgnWeights weights,
            OnnxDevice device,
            int threads,
            Cancellation cancellation) {
        this.layout = layout;
        this.batches = Math.ceilDiv(rows.length, MOST_ROWS_PER_BATCH);
        this.batchRows = rows.length / batches;
        this.cancellation = cancellation;
        TrainingStep step = new TrainingStep();
        ArgnNetwork network =
                new ArgnNetwork(step, ElementType.FLOAT, layout, table.columns(), rows.length, batchRows, weights);
        Tensor order = step.feed(ArgnNetwork.ORDER, ElementType.INT32, layout.columns());
        Tensor logits = network.logits(network.embedded(), order);
        step.report(LOSS, network.mean(network.losses(logits)));
        step.report(EXPECTED, network.expected(logits));
        this.tokens = table.codes(rows);
        Map<String, Object> data = Map.of(ArgnNetwork.TOKENS, tokens);
        this.session = TrainingSession.open(step, step.initialState(), data, device, threads);
    }

    /**
     * The mean negative log-likelihood of a row in nats, half of it with the columns in the table's order, half with them in random
     * ones: what a training lessens.
     *
     * @param orders seeds of the random orders, equal ones for losses to be compared
     */
    double loss(Map<String, double[]> state, Seeds orders) {
        int[] natural = IntStream.range(0, layout.columns()).toArray();
        int draws = Math.max(1, ROWS_IN_RANDOM_ORDERS / (batches * batchRows));
        double random = 0;
        for (int draw = 0; draw < draws; draw++) {
            RandomStream stream = orders.child(draw).stream();
            random += sums(state, LOSS, 1, () -> Permutation.of(layout.columns(), stream))[0] / draws;
        }
        return (sums(state, LOSS, 1, () -> natural)[0] + random) / (2 * batches);
    }

    /** How often the rows should have each token of all columns if the network were right, made in the table's order. */
    double[] expected(Map<String, double[]> state) {
        int[] natural = IntStream.range(0, layout.columns()).toArray();
        return sums(state, EXPECTED, layout.allTokens(), () -> natural);
    }

    /** How often they have each. */
    double[] actual() {
        double[] counts = new double[layout.allTokens()];
        int[] offsets = layout.tokenOffsets();
        for (int cell = 0; cell < batches * batchRows * layout.columns(); cell++) {
            if (tokens[cell] != ColumnTokens.UNKNOWN) {
                counts[offsets[cell % layout.columns()] + tokens[cell]]++;
            }
        }
        return counts;
    }

    /** What all batches report, added up. */
    private double[] sums(Map<String, double[]> state, String report, int width, Supplier<int[]> nextOrder) {
        double[] sums = new double[width];
        session.restore(state);
        for (int first = 0; first < batches; first += BATCHES_PER_RUN) {
            cancellation.throwIfCancelled();
            int steps = Math.min(BATCHES_PER_RUN, batches - first);
            int[] rows = IntStream.range(first * batchRows, (first + steps) * batchRows)
                    .toArray();
            int[] orders = IntStream.range(0, steps)
                    .flatMap(step -> Arrays.stream(nextOrder.get()))
                    .toArray();
            double[] answers =
                    Objects.requireNonNull(session.run(steps, Map.of(ArgnNetwork.ROWS, rows, ArgnNetwork.ORDER, orders))
                            .get(report));
            for (int i = 0; i < answers.length; i++) {
                sums[i % width] += answers[i];
            }
        }
        return sums;
    }

    @Override
    public void close() {
        session.close();
    }
}
