package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.ImputationRequest;
import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.UploadedTable;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "impute",
        description = "Upload a table and download it with its missing cells filled.",
        mixinStandardHelpOptions = true)
final class ImputeCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Mixin
    private LearnedTable table = new LearnedTable();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A model that is kept, of the same columns. Default: one is fitted on the table itself")
    private @Nullable UUID model;

    @Mixin
    private RowsFile rows = new RowsFile();

    private final Terminal terminal;

    ImputeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        table.requireReadable();
        rows.requireWritable();
        Stack stack = options.running();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            UploadedTable uploaded = table.upload(client, terminal);
            JobView job = new WatchedJob(client, terminal)
                    .run(new ImputationRequest(
                            uploaded.id(), model, table.algorithm(), table.seed(), rows.format(), table.categorical()));
            rows.download(client, job, "imputed");
            terminal.out().printf("%,d rows with their missing cells filled in %s%n", uploaded.rows(), rows.path());
            return 0;
        }
    }
}
