package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.SamplingRequest;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "sample", description = "Draw rows from a model that is kept.", mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Parameters(paramLabel = "MODEL", description = "Its id; ./tabular models lists them")
    private UUID model = new UUID(0, 0);

    @Option(names = "--rows", paramLabel = "N", required = true, description = "How many rows to draw")
    private long rows;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same rows")
    private @Nullable Long seed;

    @Option(
            names = "--given",
            paramLabel = "COLUMN=VALUE",
            description = "What every row has; may be repeated; nothing behind the = for a missing cell")
    private Map<String, String> given = Map.of();

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "csv",
            description = "csv, parquet or ndjson. Default: ${DEFAULT-VALUE}")
    private String format = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the rows go")
    private Path out = Path.of("");

    private final Terminal terminal;

    SampleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        TableArgument.requireWritable(out);
        Stack stack = options.running();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            JobView job = new WatchedJob(client, terminal).run(new SamplingRequest(model, rows, seed, format, given));
            client.download(job.id(), "synthetic." + format, out);
            terminal.out().printf("%,d synthetic rows in %s%n", rows, out);
            return 0;
        }
    }
}
