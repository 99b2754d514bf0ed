package io.inferloop.tabular.core.metrics.fidelity;

import java.util.List;

/**
 * Two tables' counts in the cells of one to three binned columns.
 *
 * @param score 1 - the total variation distance of the shares; NaN if a table has no rows
 * @param expectedMaximum see {@link Accuracy.Likeness}
 */
record CellLikeness(double score, double expectedMaximum) {

    static CellLikeness of(List<AccuracyBins> columns) {
        int size = 1;
        for (AccuracyBins column : columns) {
            size *= column.size();
        }
        int realRows = columns.getFirst().real().length;
        int syntheticRows = columns.getFirst().synthetic().length;
        if (realRows == 0 || syntheticRows == 0) {
            return new CellLikeness(Double.NaN, Double.NaN);
        }
        int[] real = counts(columns.stream().map(AccuracyBins::real).toList(), columns, size);
        int[] synthetic = counts(columns.stream().map(AccuracyBins::synthetic).toList(), columns, size);
        double variation = 0;
        double expected = 0;
        double scatter = 2 / Math.PI * (1.0 / realRows + 1.0 / syntheticRows);
        for (int cell = 0; cell < size; cell++) {
            double share = (double) real[cell] / realRows;
            variation += Math.abs(share - (double) synthetic[cell] / syntheticRows);
            expected += Math.sqrt(scatter * share * (1 - share));
        }
        return new CellLikeness(1 - variation / 2, 1 - expected / 2);
    }

    private static int[] counts(List<byte[]> codes, List<AccuracyBins> columns, int size) {
        int[] cells = new int[codes.getFirst().length];
        for (int i = 0; i < codes.size(); i++) {
            byte[] column = codes.get(i);
            int bins = columns.get(i).size();
            for (int row = 0; row < cells.length; row++) {
                cells[row] = cells[row] * bins + column[row];
            }
        }
        int[] counts = new int[size];
        for (int cell : cells) {
            counts[cell]++;
        }
        return counts;
    }
}
