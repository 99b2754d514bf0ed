package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.GenerationRequest;
import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.UploadedTable;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "submit",
        description = "Upload a table, generate synthetic rows from it and download them.",
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Parameters(paramLabel = "FILE", description = ".csv, .parquet or .ndjson; .csv and .ndjson may be .gz")
    private Path file = Path.of("");

    @Option(names = "--algorithm", defaultValue = "gaussian_copula", description = "Default: ${DEFAULT-VALUE}")
    private String algorithm = "";

    @Option(names = "--rows", paramLabel = "N", required = true, description = "How many rows to generate")
    private long rows;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same rows")
    private @Nullable Long seed;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "csv",
            description = "Of the synthetic rows: csv, parquet or ndjson. Default: ${DEFAULT-VALUE}")
    private String format = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the synthetic rows go")
    private Path out = Path.of("");

    @Option(names = "--categorical", paramLabel = "COLUMN", split = ",", description = "Columns that are categories")
    private List<String> categorical = List.of();

    @Option(
            names = "--validate",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Score the rows against the table (default)")
    private boolean validate = true;

    private final Terminal terminal;

    SubmitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        TableArgument.requireReadable(file);
        TableArgument.requireWritable(out);
        Stack stack = options.running();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            UploadedTable table = client.upload(file, TableArgument.name(file));
            terminal.out().printf("Uploaded %s: %,d rows, %d columns%n", file, table.rows(), table.columns());
            JobView job = new WatchedJob(client, terminal)
                    .run(new GenerationRequest(table.id(), algorithm, rows, seed, validate, format, categorical));
            client.download(job.id(), "synthetic." + format, out);
            terminal.out().printf("%,d synthetic rows in %s%n", rows, out);
            if (!job.scores().isEmpty()) {
                terminal.out().println();
                terminal.out().print(ScoreTable.of(job.scores()));
            }
            ReportFile.download(client, job, ReportFile.beside(out))
                    .ifPresent(report -> terminal.out().println(ReportFile.link(report)));
            return 0;
        }
    }
}
