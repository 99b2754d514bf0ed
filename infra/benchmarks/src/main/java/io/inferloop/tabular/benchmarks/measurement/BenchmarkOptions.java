package io.inferloop.tabular.benchmarks.measurement;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that every program takes. */
public final class BenchmarkOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "CPU threads of a fit and of the graph's operators; default: as many as there are cores")
    private int threads;

    public int threads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** The repository that this program was built from; the script says where it is. */
    public Path repository() {
        return Path.of(System.getProperty("tabular.repository", "."));
    }
}
