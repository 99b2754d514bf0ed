package io.inferloop.tabular.core.transform;

import java.util.Arrays;

/**
 * A column of numbers as pieces, ascending. Values that many rows share are atoms and keep their exact share; what lies
 * between is cut into pieces of equal mass, each of many rows, whose ends are means over neighbouring order statistics.
 * So no end is one row's value, and the outermost values are those of the {@code minCount}-th row from either end.
 *
 * @param starts where each piece begins; of an atom its value
 * @param stops where it ends, at least {@code starts}; of an atom its value
 * @param ends rows with a value up to and with each piece
 */
public record NumericPieces(double[] starts, double[] stops, int[] ends, NumberRange range) {

    /** No piece between atoms holds fewer rows than this multiple of {@code minCount}. */
    private static final int ROWS_PER_PIECE = 2;

    /** In a small table at most one row in this many is trimmed from each end. */
    private static final int MIN_ROWS_PER_TRIMMED = 40;

    /**
     * Cuts a column.
     *
     * @param values NaN where missing; a column of nothing else has no pieces
     * @param maxPieces about as many; every atom holds at least this part of the rows
     * @param minCount rows that must share an atom or lie beyond an extreme
     */
    public static NumericPieces of(double[] values, Grid grid, int maxPieces, int minCount) {
        return ofSorted(sortedPresent(values), grid, maxPieces, minCount);
    }

    /** Cuts a column whose values are given in ascending order, without the missing ones. */
    public static NumericPieces ofSorted(double[] sorted, Grid grid, int maxPieces, int minCount) {
        if (sorted.length == 0) {
            return new NumericPieces(new double[0], new double[0], new int[0], new NumberRange(0, 0, grid));
        }
        int trimmed = Math.min(minCount, Math.max(1, sorted.length / MIN_ROWS_PER_TRIMMED));
        double min = sorted[trimmed - 1];
        double max = sorted[sorted.length - trimmed];
        double[] clamped = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            clamped[i] = Math.clamp(sorted[i], min, max);
        }
        Cutter cutter = new Cutter(clamped, grid, maxPieces, minCount);
        cutter.cut();
        return new NumericPieces(
                Arrays.copyOf(cutter.starts, cutter.count),
                Arrays.copyOf(cutter.stops, cutter.count),
                Arrays.copyOf(cutter.ends, cutter.count),
                new NumberRange(min, max, grid));
    }

    public int count() {
        return ends.length;
    }

    /** Rows that have a value. */
    public int rows() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** Rows in pieces before this one. */
    public int rowsBefore(int piece) {
        return piece == 0 ? 0 : ends[piece - 1];
    }

    /** Share of the rows with a value that lies below the piece's middle row, 0 to 1. */
    public double rank(int piece) {
        return ((double) rowsBefore(piece) + ends[piece]) / 2 / rows();
    }

    public boolean isAtom(int piece) {
        return starts[piece] == stops[piece];
    }

    /** The piece of a value; values beyond the range belong to the outermost ones. */
    public int piece(double value) {
        int place = Arrays.binarySearch(starts, value);
        return place >= 0 ? place : Math.max(0, -place - 2);
    }

    /** The values that are not missing, ascending. */
    public static double[] sortedPresent(double[] values) {
        double[] present = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[count++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(present, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Finds the pieces of one column, left to right. */
    private static final class Cutter {

        private final double[] sorted;
        private final Grid grid;
        private final int maxPieces;
        private final int minCount;

        private double[] starts = new double[64];
        private double[] stops = new double[64];
        private int[] ends = new int[64];
        private int count;

        Cutter(double[] sorted, Grid grid, int maxPieces, int minCount) {
            this.sorted = sorted;
            this.grid = grid;
            this.maxPieces = maxPieces;
            this.minCount = minCount;
        }

        void cut() {
            int atomRows = Math.max(minCount, (sorted.length + maxPieces - 1) / maxPieces);
            int pending = 0;
            for (int from = 0; from < sorted.length; ) {
                int to = endOfRun(from);
                if (to - from >= atomRows) {
                    spread(pending, from);
                    add(to, sorted[from], sorted[from]);
                    pending = to;
                }
                from = to;
            }
            spread(pending, sorted.length);
        }

        private int endOfRun(int from) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            return to;
        }

        /** Rows {@code from .. to - 1}, which hold no atom, as pieces of about equal mass. */
        private void spread(int from, int to) {
            int rows = to - from;
            if (rows == 0) {
                return;
            }
            long wanted = Math.round((double) rows * maxPieces / sorted.length);
            int pieces = (int) Math.clamp(wanted, 1, Math.max(1, rows / (ROWS_PER_PIECE * minCount)));
            double half = grid.step() / 2;
            double start = sorted[from] - half;
            for (int piece = 0; piece < pieces; piece++) {
                int end = from + (int) ((long) rows * (piece + 1) / pieces);
                double stop = piece == pieces - 1 ? sorted[to - 1] + half : around(end, Math.max(1, rows / pieces / 4));
                add(end, start, stop);
                start = stop;
            }
        }

        /** Mean of the order statistics on both sides of a border between rows. */
        private double around(int border, int reach) {
            double sum = 0;
            for (int i = border - reach; i < border + reach; i++) {
                sum += sorted[i];
            }
            return sum / (2 * reach);
        }

        private void add(int end, double start, double stop) {
            if (count == ends.length) {
                starts = Arrays.copyOf(starts, count * 2);
                stops = Arrays.copyOf(stops, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            starts[count] = start;
            stops[count] = stop;
            ends[count++] = end;
        }
    }
}
