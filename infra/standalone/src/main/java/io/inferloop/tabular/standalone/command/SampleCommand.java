package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.SamplingRequest;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.WantedRows;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
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

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same rows")
    private @Nullable Long seed;

    @Mixin
    private GivenColumns given = new GivenColumns();

    @Mixin
    private RowsFile rows = new RowsFile();

    private final Terminal terminal;

    SampleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        rows.requireWritable();
        WantedRows wanted = given.wanted(rows.format());
        Stack stack = options.running();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            JobView job = new WatchedJob(client, terminal).run(new SamplingRequest(model, wanted, seed));
            rows.download(client, job, "synthetic");
            terminal.out().printf("%,d synthetic rows in %s%n", wanted.rows(), rows.path());
            return 0;
        }
    }
}
