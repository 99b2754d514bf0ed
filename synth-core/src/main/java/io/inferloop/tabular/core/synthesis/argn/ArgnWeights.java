package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parameters of a network, all row-major.
 *
 * @param embeddings [tokens of all columns, embedding]
 * @param regressors [inputs, hidden units of all columns]
 * @param thresholds [hidden units of all columns]
 * @param heads [tokens of all columns, hidden units of a column]
 * @param waves [{@value #WAVES} for each ordered column, hidden units of a column]: times a token's {@link #wave} they are added to
 *     its head
 * @param biases [tokens of all columns]
 */
record ArgnWeights(
        double[] embeddings,
        double[] regressors,
        double[] thresholds,
        double[] heads,
        double[] waves,
        double[] biases) {

    static final int WAVES = 16;

    /** Before training: ordered tokens start alike where they are near, and every column at its own distribution. */
    static ArgnWeights initial(ArgnLayout layout, List<ColumnTokens> columns, Seeds seeds) {
        int width = layout.embedding();
        RandomStream embeddingStream = seeds.child("embeddings").stream();
        RandomStream headStream = seeds.child("heads").stream();
        double[] embeddings = new double[layout.allTokens() * width];
        double[] heads = new double[layout.allTokens() * layout.hidden()];
        double[] biases = new double[layout.allTokens()];
        int place = 0;
        for (ColumnTokens column : columns) {
            double[] shares = column.smoothedShares();
            // Glorot and Bengio 2010.
            double reach = Math.sqrt(6.0 / (layout.hidden() + column.count()));
            for (int token = 0; token < column.count(); token++, place++) {
                biases[place] = StrictMath.log(shares[token]);
                for (int k = 0; k < width; k++) {
                    embeddings[place * width + k] =
                            column.isPlaced(token) ? cosine(column, token, k + 1) : embeddingStream.nextGaussian();
                }
                for (int unit = 0; unit < layout.hidden(); unit++) {
                    heads[place * layout.hidden() + unit] = between(-reach, reach, headStream);
                }
            }
        }
        double reach = 1 / Math.sqrt(layout.inputs());
        RandomStream regressorStream = seeds.child("regressors").stream();
        double[] regressors = new double[Math.multiplyExact(layout.inputs(), layout.hiddenUnits())];
        Arrays.setAll(regressors, i -> between(-reach, reach, regressorStream));
        int ordered = (int) columns.stream().filter(ColumnTokens::isOrdered).count();
        return new ArgnWeights(
                embeddings,
                regressors,
                new double[layout.hiddenUnits()],
                heads,
                new double[ordered * WAVES * layout.hidden()],
                biases);
    }

    /** The parameters as a training left them. */
    static ArgnWeights of(Map<String, double[]> state) {
        return new ArgnWeights(
                state(state, ArgnNetwork.EMBEDDINGS),
                state(state, ArgnNetwork.REGRESSORS),
                state(state, ArgnNetwork.THRESHOLDS),
                state(state, ArgnNetwork.HEADS),
                state.getOrDefault(ArgnNetwork.WAVES, new double[0]),
                state(state, ArgnNetwork.BIASES));
    }

    /** Fixed waves over a column's tokens, the slower the higher; nothing for a token without a place among the others. */
    static double wave(ColumnTokens column, int token, int wave) {
        return column.isPlaced(token) ? cosine(column, token, wave + 1) / Math.sqrt(wave + 1) : 0;
    }

    private static double cosine(ColumnTokens column, int token, int halfPeriods) {
        return StrictMath.cos(Math.PI * halfPeriods * (token + 0.5) / column.valueCount());
    }

    private static double between(double low, double high, RandomStream stream) {
        return low + (high - low) * stream.nextDouble();
    }

    private static double[] state(Map<String, double[]> state, String name) {
        return Objects.requireNonNull(state.get(name), name);
    }
}
