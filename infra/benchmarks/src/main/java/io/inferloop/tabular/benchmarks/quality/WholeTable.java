package io.inferloop.tabular.benchmarks.quality;

/**
 * What a model of the whole table gets against that table.
 *
 * @param trends with real edges; NaN if the table has no pair of columns to compare
 * @param permutedTrends the same of the real columns, each shuffled on its own
 * @param missingPoints the largest difference of a column's share of missing cells, in percentage points
 */
record WholeTable(double shapes, double trends, double permutedTrends, double missingPoints, Cost cost) {}
