package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.synthesis.argn.ColumnTokens.Numbers;
import io.inferloop.tabular.core.transform.Grid;
import io.inferloop.tabular.core.transform.NumericPieces;

/**
 * Makes numbers into tokens: each value that many rows share is one, and what lies between is cut into ranges of about
 * equally many rows. Pieces are finer than tokens, so that rounded values stay exact.
 */
final class NumberTokens {

    private static final int MAX_PIECES = 1024;

    /** A value of at least this share of the rows is a token of its own. */
    private static final double OWN_TOKEN_SHARE = 0.0075;

    private final NumericPieces pieces;
    private final double[] knots;
    private int tokens;

    private NumberTokens(NumericPieces pieces) {
        this.pieces = pieces;
        this.knots = new double[pieces.count() + 1];
    }

    /** @param values NaN where missing */
    static ColumnTokens of(int column, double[] values, Grid grid, int maxTokens, int minCount) {
        NumberTokens made = new NumberTokens(NumericPieces.of(values, grid, MAX_PIECES, minCount));
        made.cut(maxTokens);
        boolean hasMissing = made.pieces.rows() < values.length;
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = Double.isNaN(values[row]) ? made.tokens : (int) made.knots[made.pieces.piece(values[row])];
        }
        return new ColumnTokens(
                column,
                codes,
                made.tokens + (hasMissing ? 1 : 0),
                hasMissing,
                made.knots,
                new Numbers(made.pieces.starts(), made.pieces.stops(), made.pieces.range()));
    }

    private void cut(int maxTokens) {
        int owners = 0;
        int ownRows = 0;
        for (int piece = 0; piece < pieces.count(); piece++) {
            if (isOwner(piece)) {
                owners++;
                ownRows += rows(piece, piece + 1);
            }
        }
        double wanted = (double) (pieces.rows() - ownRows) / Math.max(1, maxTokens - owners);
        for (int from = 0; from < pieces.count(); ) {
            int to = from + 1;
            while (to < pieces.count() && !isOwner(from) && !isOwner(to) && rows(from, to + 1) <= Math.ceil(wanted)) {
                to++;
            }
            place(from, to);
            from = to;
        }
        knots[pieces.count()] = tokens;
    }

    private boolean isOwner(int piece) {
        return pieces.isAtom(piece) && rows(piece, piece + 1) >= OWN_TOKEN_SHARE * pieces.rows();
    }

    private int rows(int from, int to) {
        return pieces.rowsBefore(to - 1) + rowsOf(to - 1) - pieces.rowsBefore(from);
    }

    private int rowsOf(int piece) {
        return pieces.ends()[piece] - pieces.rowsBefore(piece);
    }

    /** Pieces {@code from .. to - 1} are the next token. */
    private void place(int from, int to) {
        double all = rows(from, to);
        for (int piece = from; piece < to; piece++) {
            knots[piece] = tokens + (pieces.rowsBefore(piece) - pieces.rowsBefore(from)) / all;
        }
        tokens++;
    }
}
