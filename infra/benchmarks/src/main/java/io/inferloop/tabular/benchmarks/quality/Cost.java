package io.inferloop.tabular.benchmarks.quality;

/**
 * What a model of the whole table costs on this machine.
 *
 * @param fitSeconds wall-clock time of the fit
 * @param fitCpuSeconds CPU time of the process meanwhile
 * @param rowsPerSecond rows drawn and written as CSV a second, opening the model included
 * @param peakMebibytes the most that was resident from the fit to the last row, the table included; NaN where unknown
 */
record Cost(double fitSeconds, double fitCpuSeconds, double rowsPerSecond, double peakMebibytes) {}
