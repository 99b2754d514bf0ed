package io.inferloop.tabular.benchmarks.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The most memory that this process has had resident since a moment, heap and native together, as Linux counts it. The heap's
 * own share of it depends on the collector's flags.
 */
public final class PeakMemory {

    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {}

    /** Counts from here on; does nothing where the system cannot. */
    public static void reset() throws IOException {
        if (Files.isWritable(RESET)) {
            System.gc();
            Files.writeString(RESET, "5");
        }
    }

    /** In MiB; NaN where the system does not say. */
    public static double mebibytes() throws IOException {
        if (!Files.isWritable(RESET)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
