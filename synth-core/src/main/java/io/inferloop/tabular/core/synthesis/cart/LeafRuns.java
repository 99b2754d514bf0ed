package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.transform.NumericPieces;
import java.util.Arrays;

/**
 * What the rows of a leaf say about a column: runs of neighbouring codes, each with its weight in rows. A row in a piece
 * of a number speaks for the pieces half-way to its neighbours in the leaf, so that a leaf of few rows does not draw their
 * values alone; values that many rows of the table share, labels and missing values speak for themselves.
 */
final class LeafRuns {

    /** A row speaks for at most one part in so many of the column's pieces, to either side. */
    private static final int REACH_DIVISOR = 16;

    /** Runs of a leaf; neighbours are joined beyond that. */
    private static final int MOST_RUNS = 256;

    private int[] first;
    private int[] length;
    private double[] weight;
    private int count;

    private LeafRuns(int rows) {
        int expected = Math.max(1, rows);
        this.first = new int[expected];
        this.length = new int[expected];
        this.weight = new double[expected];
    }

    /**
     * The runs of one leaf.
     *
     * @param codes of the leaf's rows, ascending, at least one
     */
    static LeafRuns of(CodedColumn column, int[] codes) {
        LeafRuns runs = new LeafRuns(codes.length);
        switch (column.values()) {
            case CodedColumn.Labels labels -> {
                for (int code : codes) {
                    runs.add(code, 1, 1);
                }
            }
            case CodedColumn.Numbers numbers -> {
                runs.spread(codes, numbers.pieces());
                runs.thin(numbers.pieces());
            }
        }
        return runs;
    }

    /**
     * The runs of a leaf of labels.
     *
     * @param rows of each code, with fractions, at least one of them positive
     */
    static LeafRuns ofLabels(double[] rows) {
        LeafRuns runs = new LeafRuns(rows.length);
        for (int code = 0; code < rows.length; code++) {
            if (rows[code] > 0) {
                runs.add(code, 1, rows[code]);
            }
        }
        return runs;
    }

    int count() {
        return count;
    }

    /** The lowest code of a run. */
    int first(int run) {
        return first[run];
    }

    /** Codes in a run, at least 1. */
    int length(int run) {
        return length[run];
    }

    /** Rows that speak for a run, greater than 0. */
    double weight(int run) {
        return weight[run];
    }

    private void spread(int[] codes, NumericPieces pieces) {
        int reach = Math.max(1, pieces.count() / REACH_DIVISOR);
        int previous = -1;
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i];
            if (isExact(code, pieces)) {
                add(code, 1, 1);
                continue;
            }
            int next = next(codes, i + 1, pieces);
            int from = previous < 0 ? code : code - Math.min(reach, (code - previous) / 2);
            int to = next < 0 ? code : code + Math.min(reach, (next - code) / 2);
            addAroundAtoms(from, to, pieces);
            previous = code;
        }
    }

    private static boolean isExact(int code, NumericPieces pieces) {
        return code >= pieces.count() || pieces.isAtom(code);
    }

    private static int next(int[] codes, int from, NumericPieces pieces) {
        for (int i = from; i < codes.length; i++) {
            if (!isExact(codes[i], pieces)) {
                return codes[i];
            }
        }
        return -1;
    }

    /** One row, shared evenly by the pieces {@code from .. to} that are no atoms. */
    private void addAroundAtoms(int from, int to, NumericPieces pieces) {
        int sharing = 0;
        for (int piece = from; piece <= to; piece++) {
            sharing += pieces.isAtom(piece) ? 0 : 1;
        }
        for (int start = from; start <= to; ) {
            int end = start;
            while (end <= to && !pieces.isAtom(end)) {
                end++;
            }
            if (end > start) {
                add(start, end - start, (double) (end - start) / sharing);
            }
            start = end + 1;
        }
    }

    private void add(int start, int codes, double rows) {
        if (count > 0 && first[count - 1] == start && length[count - 1] == codes) {
            weight[count - 1] += rows;
            return;
        }
        if (count == first.length) {
            first = Arrays.copyOf(first, count * 2);
            length = Arrays.copyOf(length, count * 2);
            weight = Arrays.copyOf(weight, count * 2);
        }
        first[count] = start;
        length[count] = codes;
        weight[count++] = rows;
    }

    /** Joins neighbours two by two until few are left, or none can be joined. */
    private void thin(NumericPieces pieces) {
        int before = Integer.MAX_VALUE;
        while (count > MOST_RUNS && count < before) {
            before = count;
            int kept = 0;
            for (int run = 0; run < before; run++) {
                first[kept] = first[run];
                length[kept] = length[run];
                weight[kept] = weight[run];
                if (run + 1 < before && touch(run, pieces)) {
                    run++;
                    int end = Math.max(first[kept] + length[kept], first[run] + length[run]);
                    length[kept] = end - first[kept];
                    weight[kept] += weight[run];
                }
                kept++;
            }
            count = kept;
        }
    }

    private boolean touch(int run, NumericPieces pieces) {
        int end = first[run] + length[run];
        return first[run + 1] >= first[run]
                && first[run + 1] <= end
                && !isExact(first[run], pieces)
                && !isExact(first[run + 1], pieces);
    }
}
