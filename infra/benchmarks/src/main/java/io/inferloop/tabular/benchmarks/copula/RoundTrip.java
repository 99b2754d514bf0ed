package io.inferloop.tabular.benchmarks.copula;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.generation.Generator;
import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;

/**
 * One way from CSV bytes to as many synthetic rows as CSV bytes, and beside it the same bytes read and written without a
 * model: what no faster model could save.
 *
 * @param readSeconds parsing, and deciding what every column is
 * @param sampleSeconds opening the model, sampling and writing
 * @param cpuSeconds of the whole process from reading to writing, so of the compiler and the collector too
 * @param copySeconds reading and writing without a model
 * @param csv the synthetic rows
 */
record RoundTrip(
        double readSeconds,
        double fitSeconds,
        double sampleSeconds,
        double cpuSeconds,
        double copySeconds,
        byte[] csv) {

    private static final long SEED = 7;

    static RoundTrip run(byte[] source, Generator generator) throws IOException {
        double cpu = Machine.cpuSeconds();
        long start = System.nanoTime();
        TypedTable table = CsvBytes.readTyped(source);
        long read = System.nanoTime();
        ModelArtifact model = generator.fit(table, SEED);
        long fitted = System.nanoTime();
        byte[] csv = generator.sample(model, table.table().rows(), SEED);
        long sampled = System.nanoTime();
        cpu = Machine.cpuSeconds() - cpu;
        long copying = System.nanoTime();
        byte[] copy = CsvBytes.write(CsvBytes.readTyped(source));
        long copied = System.nanoTime();
        if (copy.length == 0) {
            throw new IllegalStateException("Nothing was copied");
        }
        return new RoundTrip(
                seconds(start, read),
                seconds(read, fitted),
                seconds(fitted, sampled),
                cpu,
                seconds(copying, copied),
                csv);
    }

    double seconds() {
        return readSeconds + fitSeconds + sampleSeconds;
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
