package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.GenerationRequest;
import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.UploadedTable;
import io.inferloop.tabular.standalone.client.WantedRows;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "submit",
        description = "Upload a table, generate synthetic rows from it and download them.",
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Mixin
    private LearnedTable learned = new LearnedTable();

    @Mixin
    private GivenColumns given = new GivenColumns();

    @Mixin
    private RowsFile rows = new RowsFile();

    @Option(
            names = "--validate",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Score the rows against the table (default)")
    private boolean validate = true;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "What the utility score predicts. Default: the column with the strongest ties")
    private @Nullable String target;

    private final Terminal terminal;

    SubmitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        learned.requireReadable();
        rows.requireWritable();
        WantedRows wanted = given.wanted(rows.format());
        Stack stack = options.running();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            UploadedTable table = learned.upload(client, terminal);
            JobView job = new WatchedJob(client, terminal)
                    .run(new GenerationRequest(
                            table.id(),
                            learned.algorithm(),
                            wanted,
                            learned.seed(),
                            validate,
                            target,
                            learned.categorical()));
            rows.download(client, job, "synthetic");
            terminal.out().printf("%,d synthetic rows in %s%n", wanted.rows(), rows.path());
            if (!job.scores().isEmpty()) {
                terminal.out().println();
                terminal.out().print(ScoreTable.of(job.scores()));
            }
            ReportFile.download(client, job, ReportFile.beside(rows.path()))
                    .ifPresent(report -> terminal.out().println(ReportFile.link(report)));
            return 0;
        }
    }
}
