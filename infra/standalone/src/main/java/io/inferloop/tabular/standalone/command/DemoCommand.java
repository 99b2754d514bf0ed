package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.GenerationRequest;
import io.inferloop.tabular.standalone.client.Invoice;
import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.UploadedTable;
import io.inferloop.tabular.standalone.client.WantedRows;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "demo",
        description = "Start the stack, turn a real table into 10 000 synthetic rows, show scores and invoice.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final long ROWS = 10_000;
    private static final long SEED = 7;
    private static final int SHOWN_ROWS = 6;
    private static final String METER = "rows_generated";
    private static final Duration INVOICE_LIMIT = Duration.ofSeconds(60);

    @Mixin
    private StackOptions options = new StackOptions();

    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        Stack stack = options.create();
        UpCommand.bringUp(stack, terminal);
        Path folder = Files.createDirectories(stack.folder().output());
        Path real = DemoTable.writeTo(folder);
        YearMonth period = YearMonth.now(Clock.systemUTC());
        PrintStream out = terminal.out();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            BigDecimal billedBefore = billed(client.invoice(period));
            out.println();
            UploadedTable table = client.upload(real, "adult");
            out.printf("Uploaded %s: %,d rows, %d columns%n", real, table.rows(), table.columns());
            JobView job = new WatchedJob(client, terminal)
                    .run(new GenerationRequest(
                            table.id(), "gaussian_copula", WantedRows.of(ROWS, "csv"), SEED, true, null, List.of()));
            out.println();
            out.print(ScoreTable.of(job.scores()));
            Path synthetic = download(client, job, folder);
            out.println();
            out.printf("The first of %,d synthetic rows%n", ROWS);
            try (Stream<String> lines = Files.lines(synthetic)) {
                lines.limit(SHOWN_ROWS).forEach(line -> out.println("  " + line));
            }
            out.println();
            out.print(InvoiceText.of(awaitInvoice(client, period, billedBefore)));
        }
        out.println(NextSteps.after(stack, options.hint()));
        out.println();
        out.println(ReportFile.link(folder.resolve("adult-report.html")));
        return 0;
    }

    /** Every output of the job, under the demo's name; returns the synthetic table. */
    private Path download(TabularClient client, JobView job, Path folder) throws IOException, InterruptedException {
        terminal.out().println();
        terminal.out().println("Files");
        for (JobView.Output output : job.outputs()) {
            Path file = folder.resolve("adult-" + output.name());
            client.download(job.id(), output.name(), file);
            terminal.out().printf("  %s (%,d bytes)%n", file, Files.size(file));
        }
        return folder.resolve("adult-synthetic.csv");
    }

    /** Usage travels through Kafka, so the draft follows the job by a moment. */
    private static Invoice awaitInvoice(TabularClient client, YearMonth period, BigDecimal billedBefore)
            throws IOException, StackException, InterruptedException {
        BigDecimal expected = billedBefore.add(BigDecimal.valueOf(ROWS));
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < INVOICE_LIMIT.toNanos()) {
            Optional<Invoice> invoice = client.invoice(period);
            if (invoice.isPresent() && billed(invoice).compareTo(expected) >= 0) {
                return invoice.get();
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new StackException(
                "The draft invoice of %s does not hold the job's %d rows after %d s; see ./tabular logs billing-aggregator"
                        .formatted(period, ROWS, INVOICE_LIMIT.toSeconds()));
    }

    private static BigDecimal billed(Optional<Invoice> invoice) {
        return invoice.map(found -> found.quantity(METER)).orElse(BigDecimal.ZERO);
    }
}
