package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Makes every column's tokens as frequent as they are. A network learns that with inputs dropped and in any order; used
 * with all inputs and in the table's order it is off by a little, which adds up over columns that follow each other.
 * Biases alone are moved, by the log of a token's frequency over the one that the network expects on real rows: iterative
 * proportional fitting, whose fixed point is the maximum likelihood of the biases.
 */
final class MarginalCalibration {

    private static final int MOST_ROWS = 16_384;
    private static final int ROUNDS = 3;

    private final TokenTable table;
    private final ArgnLayout layout;
    private final Cancellation cancellation;

    MarginalCalibration(TokenTable table, ArgnLayout layout, Cancellation cancellation) {
        this.table = table;
        this.layout = layout;
        this.cancellation = cancellation;
    }

    /** The same network with other biases. */
    Map<String, double[]> of(Map<String, double[]> state, RandomStream stream, OnnxDevice device, int threads) {
        int[] rows = Permutation.sample(table.rows(), MOST_ROWS, stream);
        Map<String, double[]> calibrated = new LinkedHashMap<>(state);
        double[] biases = Objects.requireNonNull(state.get(ArgnNetwork.BIASES)).clone();
        calibrated.put(ArgnNetwork.BIASES, biases);
        try (ArgnEvaluation evaluation =
                new ArgnEvaluation(table, rows, layout, ArgnWeights.of(state), device, threads, cancellation)) {
            double[] actual = evaluation.actual();
            for (int round = 0; round < ROUNDS; round++) {
                double[] expected = evaluation.expected(calibrated);
                for (int token = 0; token < biases.length; token++) {
                    // One row more on both sides, so that a token of few rows moves little.
                    biases[token] += StrictMath.log((actual[token] + 1) / (expected[token] + 1));
                }
            }
        }
        return calibrated;
    }
}
