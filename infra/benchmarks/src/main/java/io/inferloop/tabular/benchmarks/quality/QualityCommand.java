package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.generation.Generator;
import io.inferloop.tabular.benchmarks.measurement.BenchmarkOptions;
import io.inferloop.tabular.benchmarks.measurement.DataFile;
import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
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

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            split = ",",
            description = "Algorithms of this repository to measure; default: all of them")
    private List<String> algorithms = List.of();

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            split = ",",
            description = "Peers to measure beside them, by the name that --peer-command knows")
    private List<String> peers = List.of();

    @Option(
            names = "--peer-command",
            paramLabel = "COMMAND",
            defaultValue = "python3 infra/benchmarks/peers.py",
            description = "Runs a peer; words are parted by blanks. Default: ${DEFAULT-VALUE}")
    private String peerCommand = "";

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Where the scored rows of every table and seed go, for independent.py")
    private @Nullable Path kept;

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
        List<Contender> contenders = contenders(command);
        QualityProtocol protocol = new QualityProtocol(contenders, kept == null ? null : new KeptRows(kept));
        List<TableResult> results = new ArrayList<>();
        for (DataFile file : files) {
            results.add(run(protocol, file, command.commandLine().getErr()));
        }
        write(markdown(contenders.stream().map(Contender::name).toList(), results, command), out);
        boolean right = true;
        for (TableResult result : results) {
            for (String algorithm : own(contenders)) {
                right &= print(result, algorithm, out);
            }
        }
        return right ? 0 : 1;
    }

    private List<Contender> contenders(CommandSpec command) {
        AlgorithmCatalogue catalogue = new AlgorithmCatalogue();
        List<String> wanted = algorithms.isEmpty()
                ? catalogue.algorithms().stream()
                        .map(AlgorithmDescription::name)
                        .toList()
                : algorithms;
        List<Contender> contenders = new ArrayList<>();
        for (String name : wanted) {
            try {
                contenders.add(new OwnAlgorithm(new Generator(catalogue.synthesizer(name), options.threads())));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command.commandLine(), e.getMessage(), e);
            }
        }
        for (String name : peers) {
            contenders.add(new PeerProgram(name, List.of(peerCommand.split(" +"))));
        }
        return contenders;
    }

    /** What is claimed is claimed of our own. */
    private static List<String> own(List<Contender> contenders) {
        return contenders.stream()
                .filter(OwnAlgorithm.class::isInstance)
                .map(Contender::name)
                .toList();
    }

    private static boolean print(TableResult result, String algorithm, PrintWriter out) {
        boolean right = true;
        for (TableResult.Check check : result.checks(algorithm)) {
            out.printf(
                    "%-6s %s, %s: %s%n",
                    check.holds() ? "holds" : "FAILS", result.file().name(), algorithm, check.claim());
            right &= check.holds();
        }
        return right;
    }

    private TableResult run(QualityProtocol protocol, DataFile file, PrintWriter progress) throws IOException {
        TypedTable table = CsvBytes.readTyped(file.csv());
        List<SeedResult> results = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            progress.printf("%s, seed %d of %d%n", file.name(), seed, seeds);
            results.add(protocol.run(file.name(), table, seed));
        }
        return new TableResult(
                file, table.table().rows(), table.table().columns().size(), results);
    }

    private String markdown(List<String> contenders, List<TableResult> results, CommandSpec command)
            throws IOException {
        List<String> typed = command.root().commandLine().getParseResult().originalArgs();
        return new QualityPage(
                        contenders,
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
