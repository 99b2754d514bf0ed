package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.generation.Generator;
import io.inferloop.tabular.benchmarks.measurement.BenchmarkOptions;
import io.inferloop.tabular.benchmarks.measurement.DataFile;
import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

/** Runs the {@link QualityProtocol} over tables and seeds, and writes a page. */
@Command(
        name = "quality",
        description = "Score synthetic rows beside held-out real rows and beside shuffled columns.",
        mixinStandardHelpOptions = true)
public final class QualityCommand implements Callable<Integer> {

    private static final String ALGORITHM = "gaussian_copula";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BenchmarkOptions options = new BenchmarkOptions();

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description =
                    "Names of tables in the repository, or CSV files; default: adult diamonds taxis titanic penguins")
    private List<String> tables = List.of("adult", "diamonds", "taxis", "titanic", "penguins");

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many seeds, from 1 on; default: ${DEFAULT-VALUE}")
    private int seeds;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the page goes; default: standard output")
    private @Nullable Path page;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (seeds < 1) {
            throw new ParameterException(command.commandLine(), "--seeds must be at least 1, got " + seeds);
        }
        PrintWriter out = command.commandLine().getOut();
        List<DataFile> files = new ArrayList<>();
        for (String table : tables) {
            files.add(DataFile.find(options.repository(), table));
        }
        QualityProtocol protocol =
                new QualityProtocol(new Generator(new AlgorithmCatalogue().synthesizer(ALGORITHM), options.threads()));
        List<TableResult> results = new ArrayList<>();
        for (DataFile file : files) {
            results.add(run(protocol, file, command.commandLine().getErr()));
        }
        write(markdown(results, command), out);
        boolean right = true;
        for (TableResult result : results) {
            for (TableResult.Check check : result.checks()) {
                out.printf(
                        "%-6s %s: %s%n",
                        check.holds() ? "holds" : "FAILS", result.file().name(), check.claim());
                right &= check.holds();
            }
        }
        return right ? 0 : 1;
    }

    private TableResult run(QualityProtocol protocol, DataFile file, PrintWriter progress) throws IOException {
        TypedTable table = CsvBytes.readTyped(file.csv());
        List<SeedResult> results = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            progress.printf("%s, seed %d of %d%n", file.name(), seed, seeds);
            results.add(protocol.run(table, seed));
        }
        return new TableResult(
                file, table.table().rows(), table.table().columns().size(), results);
    }

    private String markdown(List<TableResult> results, CommandSpec command) throws IOException {
        List<String> typed = command.root().commandLine().getParseResult().originalArgs();
        return new QualityPage(
                        ALGORITHM,
                        options.threads(),
                        command.root().name() + " " + String.join(" ", typed),
                        Machine.here().describe(),
                        LocalDate.now(ZoneOffset.UTC),
                        results)
                .markdown();
    }

    private void write(String markdown, PrintWriter out) throws IOException {
        if (page == null) {
            out.println(markdown);
        } else {
            Files.writeString(page, markdown);
            out.println("page in " + page);
        }
    }
}
