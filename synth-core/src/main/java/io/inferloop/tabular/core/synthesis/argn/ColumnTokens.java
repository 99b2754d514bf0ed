package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.transform.NumberRange;

/**
 * A column as the network sees it. A token is a range of numbers, a number that many rows share, a label or a group of
 * rare ones; the last one may stand for a missing cell. What a token does not say of its cell is drawn from the pieces
 * that it is made of, by their shares.
 *
 * @param column place in the table's schema
 * @param codes the token of each row, {@value #UNKNOWN} where the row's label is not learned
 * @param count how many tokens there are, at least 1
 * @param hasMissing whether the last token stands for missing cells
 * @param knots pieces in the order of their tokens: piece {@code p} takes up {@code knots[p] .. knots[p + 1]} of the line on which token
 *     {@code t} takes up {@code t .. t + 1}
 * @param values what the pieces stand for
 */
record ColumnTokens(int column, int[] codes, int count, boolean hasMissing, double[] knots, Values values) {

    static final int UNKNOWN = -1;

    /** What pieces stand for. */
    sealed interface Values {}

    /** Numbers between two ends, or milliseconds since 1970; pieces ascend. */
    record Numbers(double[] starts, double[] stops, NumberRange range) implements Values {}

    /** Codes of labels in the model's schema. */
    record Labels(int[] codes) implements Values {}

    /** Tokens that stand for a value. */
    int valueCount() {
        return hasMissing ? count - 1 : count;
    }

    int pieces() {
        return knots.length - 1;
    }

    /** Whether neighbouring tokens are alike. */
    boolean isOrdered() {
        return values instanceof Numbers;
    }

    /** Whether a token has a place among ordered ones, which that of missing cells has not. */
    boolean isPlaced(int token) {
        return isOrdered() && token < valueCount();
    }

    int token(int piece) {
        return (int) knots[piece];
    }

    /** Share of the rows with a token that have each, counting one row more for every token. */
    double[] smoothedShares() {
        double[] shares = new double[count];
        int rows = 0;
        for (int code : codes) {
            if (code != UNKNOWN) {
                shares[code]++;
                rows++;
            }
        }
        for (int token = 0; token < count; token++) {
            shares[token] = (shares[token] + 1) / (rows + count);
        }
        return shares;
    }
}
