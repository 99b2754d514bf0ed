package io.inferloop.tabular.core.synthesis.argn;

import java.util.Arrays;
import java.util.List;

/**
 * The sizes of a network. Widths follow TabularARGN (Tiwald et al. 2025, size "M"), on average: every token has as many
 * numbers and every column as many hidden units as any other, so that few large operators do. A table of many columns
 * gets narrower ones, since the weights grow with the square of the columns.
 *
 * @param embedding numbers that stand for a token
 * @param hidden units of a column
 * @param tokens of each column
 */
record ArgnLayout(int embedding, int hidden, int[] tokens) {

    private static final double MAX_WEIGHTS = 2e6;

    static ArgnLayout of(List<ColumnTokens> columns) {
        return ofTokens(columns.stream().mapToInt(ColumnTokens::count).toArray());
    }

    /** The network of columns of so many tokens. */
    static ArgnLayout ofTokens(int[] tokens) {
        int most = Arrays.stream(tokens).max().orElse(1);
        int embedding = Math.clamp(most, 2, Math.max(10, 3 * (int) Math.ceil(Math.pow(most, 0.25))));
        double logarithm = Arrays.stream(tokens)
                .mapToDouble(count -> Math.max(1, Math.log(count)))
                .average()
                .orElse(1);
        int hidden = 16 * (int) Math.ceil(logarithm);
        double weights = (double) embedding * hidden * tokens.length * tokens.length;
        double narrower = Math.min(1, Math.sqrt(MAX_WEIGHTS / weights));
        return new ArgnLayout(
                Math.max(2, (int) (embedding * narrower)), Math.max(4, (int) (hidden * narrower)), tokens);
    }

    int columns() {
        return tokens.length;
    }

    /** Width of all embeddings of a row. */
    int inputs() {
        return columns() * embedding;
    }

    int hiddenUnits() {
        return columns() * hidden;
    }

    int allTokens() {
        return Arrays.stream(tokens).sum();
    }

    /** The first of each column's tokens among all tokens. */
    int[] tokenOffsets() {
        int[] offsets = new int[tokens.length];
        for (int i = 1; i < tokens.length; i++) {
            offsets[i] = offsets[i - 1] + tokens[i - 1];
        }
        return offsets;
    }
}
