package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.synthesis.argn.ColumnTokens.Labels;
import io.inferloop.tabular.core.synthesis.argn.ColumnTokens.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a sampling graph is given, as tokens. */
final class GivenTokens {

    private final Graph graph;
    private final Tensor given;
    private final Tensor isGiven;
    private final Tensor isGap;
    private final Tensor logShares;
    private final List<Tensor> tokens;
    private final List<Tensor> visible;
    private final List<Tensor> hidden;

    /**
     * Finds the tokens of given cells.
     *
     * @param given DOUBLE [rows, columns], NaN for a missing cell
     * @param isGiven BOOL [rows, columns]
     */
    GivenTokens(Graph graph, List<ColumnTokens> columns, Tensor given, Tensor isGiven) {
        this.graph = graph;
        this.isGiven = isGiven;
        // Only NaN is not at least itself.
        Tensor present = graph.greaterOrEqual(given, given);
        this.given = graph.where(present, given, graph.constant(new double[] {0}));
        TableSearch search =
                new TableSearch(graph, columns.stream().map(GivenTokens::values).toList());
        int[] meant = columns.stream()
                .flatMapToInt(column -> Arrays.stream(tokens(column)))
                .toArray();
        int[] last = columns.stream().mapToInt(column -> column.count() - 1).toArray();
        Tensor found = graph.lookup(graph.constant(meant, meant.length), search.places(this.given));
        this.tokens = singles(graph.where(present, found, graph.constant(last, 1, last.length)));
        float[] knowsGaps = new float[columns.size()];
        for (int i = 0; i < knowsGaps.length; i++) {
            knowsGaps[i] = columns.get(i).hasMissing() ? 1 : 0;
        }
        Tensor is = graph.cast(isGiven, ElementType.FLOAT);
        Tensor full = graph.cast(present, ElementType.FLOAT);
        this.isGap = graph.less(full, is);
        this.logShares = logShares(columns, present);
        Tensor sees = graph.multiply(is, graph.max(full, graph.constant(knowsGaps, 1, knowsGaps.length)));
        this.visible = singles(sees);
        this.hidden = singles(graph.subtract(graph.constant(new float[] {1}), sees));
    }

    /** A column's tokens of given cells, [rows, 1]; means nothing where the cell is not given. */
    Tensor token(int column) {
        return tokens.get(column);
    }

    /** [rows, 1]: 1 where the network may see the given cell, else 0; it cannot see a gap in a column that it learned without. */
    Tensor visible(int column) {
        return visible.get(column);
    }

    /** 1 where {@link #visible} is 0, and the other way round. */
    Tensor hidden(int column) {
        return hidden.get(column);
    }

    /** A column's given tokens, or others where none is given; [rows, 1]. */
    Tensor orElse(int column, Tensor token) {
        return graph.where(graph.columns(isGiven, column, 1), token(column), token);
    }

    /** The given cells themselves, or others where none are given, [rows, columns]; a missing one is 0. */
    Tensor valuesOrElse(Tensor values) {
        return graph.where(isGiven, given, values);
    }

    /** Whether a cell is given as missing, BOOL [rows, columns]. */
    Tensor isGap() {
        return isGap;
    }

    /**
     * The log of the probability that a given cell's token is made into this cell, DOUBLE [rows, columns]: of a number, into the step
     * of the grid around it. Minus infinity for a gap in a column that was learned without.
     */
    Tensor logShares() {
        return logShares;
    }

    private Tensor logShares(List<ColumnTokens> columns, Tensor present) {
        TableSearch pieces = new TableSearch(
                graph, columns.stream().map(GivenTokens::pieceStarts).toList());
        double[] shares = columns.stream()
                .flatMapToDouble(column -> Arrays.stream(logShares(column)))
                .toArray();
        Tensor found = graph.lookup(graph.constant(shares, shares.length), pieces.places(given));
        double[] ofGaps = columns.stream()
                .mapToDouble(column -> column.hasMissing() ? 0 : Double.NEGATIVE_INFINITY)
                .toArray();
        return graph.where(present, found, graph.constant(ofGaps, 1, ofGaps.length));
    }

    /** Ascending: of numbers where each piece starts, of labels their codes. */
    private static double[] pieceStarts(ColumnTokens column) {
        return column.values() instanceof Numbers numbers && column.pieces() > 0
                ? Arrays.copyOf(numbers.starts(), column.pieces())
                : values(column);
    }

    /** Of each of {@link #pieceStarts}. */
    private static double[] logShares(ColumnTokens column) {
        double[] shares = new double[pieceStarts(column).length];
        for (int piece = 0; piece < column.pieces(); piece++) {
            double share = column.knots()[piece + 1] - column.knots()[piece];
            switch (column.values()) {
                case Numbers numbers -> {
                    double span = numbers.stops()[piece] - numbers.starts()[piece];
                    double step = numbers.range().grid().step();
                    shares[piece] = StrictMath.log(span > step ? share * step / span : share);
                }
                case Labels labels -> shares[labels.codes()[piece]] = StrictMath.log(share);
            }
        }
        return shares;
    }

    private List<Tensor> singles(Tensor matrix) {
        long[] ones = new long[(int) matrix.shape().size(1)];
        Arrays.fill(ones, 1);
        return graph.split(matrix, 1, ones);
    }

    /** Ascending: of numbers where each token starts, of labels their codes. */
    private static double[] values(ColumnTokens column) {
        return switch (column.values()) {
            case Numbers numbers -> {
                List<Double> starts = new ArrayList<>();
                for (int piece = 0; piece < column.pieces(); piece++) {
                    if (column.token(piece) == starts.size()) {
                        starts.add(numbers.starts()[piece]);
                    }
                }
                yield starts.isEmpty()
                        ? new double[1]
                        : starts.stream().mapToDouble(start -> start).toArray();
            }
            case Labels labels -> {
                double[] codes = new double[Math.max(1, labels.codes().length)];
                Arrays.setAll(codes, code -> code);
                yield codes;
            }
        };
    }

    /** What each of {@link #values} means. */
    private static int[] tokens(ColumnTokens column) {
        int[] tokens = new int[values(column).length];
        switch (column.values()) {
            case Numbers numbers -> Arrays.setAll(tokens, token -> token);
            case Labels labels -> {
                for (int piece = 0; piece < column.pieces(); piece++) {
                    tokens[labels.codes()[piece]] = column.token(piece);
                }
            }
        }
        return tokens;
    }
}
