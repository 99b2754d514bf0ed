package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.TrainingRequest;
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
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "train",
        description = "Upload a table, fit a model on it and keep the model.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Mixin
    private LearnedTable learned = new LearnedTable();

    @Option(
            names = "--conditions",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that samples of the model will be given")
    private List<String> conditions = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the model goes as a ZIP archive, if anywhere")
    private @Nullable Path out;

    private final Terminal terminal;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        learned.requireReadable();
        if (out != null) {
            TableArgument.requireWritable(out);
        }
        Stack stack = options.running();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            UploadedTable table = learned.upload(client, terminal);
            JobView job = new WatchedJob(client, terminal)
                    .run(new TrainingRequest(
                            table.id(), learned.algorithm(), learned.seed(), conditions, learned.categorical()));
            if (out != null) {
                client.downloadModel(job.id(), out);
                terminal.out().printf("The model is in %s%n", out);
            }
            terminal.out().printf("Model %s%n", job.id());
            terminal.out()
                    .printf("  ./tabular sample %s --rows 1000 --out synthetic.csv%s%n", job.id(), options.hint());
            return 0;
        }
    }
}
