package io.inferloop.tabular.benchmarks.copula;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.generation.Generator;
import io.inferloop.tabular.benchmarks.measurement.BenchmarkOptions;
import io.inferloop.tabular.benchmarks.measurement.DataFile;
import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.core.synthesis.gaussiancopula.GaussianCopula;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times {@link RoundTrip}s in a warm JVM and checks what they wrote. */
@Command(
        name = "copula",
        description = "Time gaussian_copula from CSV bytes to as many synthetic rows as CSV bytes, warm.",
        mixinStandardHelpOptions = true)
public final class CopulaCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BenchmarkOptions options = new BenchmarkOptions();

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description = "Names of tables in the repository, or CSV files; default: adult diamonds")
    private List<String> tables = List.of("adult", "diamonds");

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "10",
            description = "Repetitions that are not counted; default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "15",
            description = "Repetitions that are counted; default: ${DEFAULT-VALUE}")
    private int repetitions;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (warmup < 0 || repetitions < 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "--warmup must be at least 0 and --repetitions at least 1, got %d and %d"
                            .formatted(warmup, repetitions));
        }
        PrintWriter out = command.commandLine().getOut();
        boolean right = true;
        out.println("machine   " + Machine.here().describe());
        for (String table : tables) {
            right &= measure(DataFile.find(options.repository(), table), out);
        }
        return right ? 0 : 1;
    }

    private boolean measure(DataFile file, PrintWriter out) throws IOException {
        TypedTable real = CsvBytes.readTyped(file.csv());
        Generator generator = new Generator(new GaussianCopula(), options.threads());
        double load = Machine.loadAverage();
        for (int i = 0; i < warmup; i++) {
            RoundTrip.run(file.csv(), generator);
        }
        List<RoundTrip> trips = new ArrayList<>();
        boolean sameBytes = true;
        for (int i = 0; i < repetitions; i++) {
            RoundTrip trip = RoundTrip.run(file.csv(), generator);
            sameBytes &= trips.isEmpty()
                    || Arrays.equals(trip.csv(), trips.getFirst().csv());
            trips.add(trip);
        }
        out.printf(
                Locale.ROOT,
                "%ndata      %s, %d rows x %d columns, %d bytes as CSV, SHA-256 of the file %s%n",
                file.label(),
                real.table().rows(),
                real.table().columns().size(),
                file.csv().length,
                file.sha256());
        out.printf(
                Locale.ROOT,
                "run       %d warm-ups, %d repetitions, %d threads, load average %.2f before and %.2f after%n",
                warmup,
                repetitions,
                options.threads(),
                load,
                Machine.loadAverage());
        TimingTable.print(trips, real.table().rows(), out);
        return check(OutputCheck.of(real, trips.getFirst().csv()), sameBytes, out);
    }

    private static boolean check(OutputCheck check, boolean sameBytes, PrintWriter out) {
        List<String> mistakes = new ArrayList<>(check.mistakes());
        if (!sameBytes) {
            mistakes.add("equal seeds gave different bytes");
        }
        if (check.trend() != null && check.permutedTrend() != null) {
            out.printf(
                    Locale.ROOT,
                    "trends    %.4f with real edges, shuffled columns %.4f%n",
                    check.trend(),
                    check.permutedTrend());
        }
        out.println(
                mistakes.isEmpty()
                        ? "check     passed: header, rows, categories, ranges, decimals, missing rates, trends, same bytes each time"
                        : "check     FAILED: " + String.join("; ", mistakes));
        return mistakes.isEmpty();
    }
}
