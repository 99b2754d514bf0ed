package io.inferloop.tabular.benchmarks.billing;

import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.benchmarks.measurement.Report;
import io.inferloop.tabular.benchmarks.measurement.Spread;
import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import io.inferloop.tabular.benchmarks.stack.CpuTimes;
import io.inferloop.tabular.benchmarks.stack.StackChoice;
import io.inferloop.tabular.benchmarks.worker.TopicEnd;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends usage events and divides them by the CPU time that billing spent until its ledger holds every one of them once. */
@Command(
        name = "billing",
        description = "Usage events per CPU-second of the billing process, de-duplicated and counted exactly once.",
        mixinStandardHelpOptions = true)
public final class BillingCommand implements Callable<Integer> {

    private static final double BAR_PER_CPU_SECOND = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private StackChoice choice = new StackChoice();

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1500000",
            description = "Different events of all rounds together; the bar is for 10000000. Default: ${DEFAULT-VALUE}")
    private int events;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Events that are not counted; default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--organizations",
            paramLabel = "N",
            defaultValue = "200",
            description = "Among whom the events are spread; default: ${DEFAULT-VALUE}")
    private int organizations;

    @Option(
            names = "--repeat-each",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of so many events one is sent twice; default: ${DEFAULT-VALUE}")
    private int repeatEach;

    private record Round(double perCpuSecond, double perSecond) {}

    @Override
    public Integer call() throws Exception {
        rounds = choice.size(rounds, 2);
        events = choice.size(events, 20_000);
        warmup = choice.size(warmup, 10_000);
        Report report = new Report(
                Objects.requireNonNull(spec).commandLine().getOut(),
                "Billing",
                "%d different events in %d rounds, one in %d sent twice, %d organizations"
                        .formatted(events, rounds, repeatEach, organizations));
        try (BenchmarkStack stack =
                BenchmarkStack.open(choice, Path.of(System.getProperty("tabular.repository", ".")), report.out())) {
            stack.stop(BenchmarkStack.SYNTHESIS, BenchmarkStack.VALIDATION);
            Messaging messaging = stack.messaging("benchmark");
            UsageJournal journal = new UsageJournal(messaging.sender(), messaging.codec(), organizations, repeatEach);
            try (Ledger ledger = new Ledger(stack, journal.organizations())) {
                journal.send(Math.max(1, warmup));
                boolean done = ledger.awaitEvents(journal.events(), PATIENCE);
                List<Round> measured = new ArrayList<>();
                for (int i = 0; i < rounds && done; i++) {
                    done = round(journal, ledger, stack, measured, report);
                }
                double raw = RawCount.recordsPerCpuSecond(messaging.clients());
                report(measured, raw, report);
                return report.check(
                        mistakes(journal, ledger, messaging),
                        "the ledger counts each of %d events once, and the totals of %d organizations are those of a separate pricing to the cent"
                                .formatted(journal.events(), journal.sums().size()));
            }
        }
    }

    private boolean round(
            UsageJournal journal, Ledger ledger, BenchmarkStack stack, List<Round> measured, Report report)
            throws IOException, SQLException, InterruptedException {
        long count = events / rounds;
        CpuTimes before = stack.cpu();
        long begin = System.nanoTime();
        journal.send(count);
        boolean done = ledger.awaitEvents(journal.events(), PATIENCE);
        double seconds = (System.nanoTime() - begin) / 1e9;
        CpuTimes spent = stack.cpu().since(before);
        Round round = new Round(count / spent.withoutCompiling(BenchmarkStack.BILLING), count / seconds);
        measured.add(round);
        report.line(
                "round %d".formatted(measured.size()),
                "%.0f events per CPU-second of billing, its compiler left out; %.0f/s from the first sent to the last in the ledger; load average %.2f",
                round.perCpuSecond(),
                round.perSecond(),
                Machine.loadAverage());
        report.line("", "CPU µs per event: %s", spent.perUnit(Math.max(1, count / 1000)));
        return done;
    }

    private static void report(List<Round> rounds, double raw, Report report) {
        if (rounds.isEmpty()) {
            return;
        }
        Spread rate = Spread.of(rounds.stream().mapToDouble(Round::perCpuSecond).toArray());
        report.figure("events per CPU-second of billing, its compiler left out", rate, "", 0);
        report.figure(
                "events, load included",
                Spread.of(rounds.stream().mapToDouble(Round::perSecond).toArray()),
                "/s",
                0);
        report.line(
                "peer",
                "Kafka Streams that counts the same bytes by key, exactly once: %.0f records per CPU-second; billing reaches %.2f of it",
                raw,
                rate.median() / raw);
        report.bar("%.0f per CPU-second".formatted(BAR_PER_CPU_SECOND), rate.median() / BAR_PER_CPU_SECOND);
    }

    private static List<String> mistakes(UsageJournal journal, Ledger ledger, Messaging messaging)
            throws SQLException, IOException {
        List<String> mistakes = new ArrayList<>();
        if (ledger.events() != journal.events()) {
            mistakes.add("the ledger counts %d of %d events".formatted(ledger.events(), journal.events()));
        }
        Repricing pricing = new Repricing(publishedBook(messaging));
        Map<UUID, BigDecimal> totals = ledger.totals();
        long wrong = journal.sums().entrySet().stream()
                .filter(each -> pricing.total(UsageJournal.PLAN, each.getValue())
                                .compareTo(totals.getOrDefault(each.getKey(), BigDecimal.ZERO))
                        != 0)
                .count();
        if (wrong > 0) {
            mistakes.add("the totals of %d organizations differ from a separate pricing".formatted(wrong));
        }
        return mistakes;
    }

    /** The newest that is in force; the stack publishes one. */
    private static JsonNode publishedBook(Messaging messaging) throws IOException {
        try (Consumer<String, byte[]> consumer = messaging.clients().assignedConsumer("benchmark-price-book")) {
            consumer.assign(TopicEnd.partitions(consumer, Topics.PRICE_BOOK));
            consumer.seekToBeginning(consumer.assignment());
            JsonNode book = null;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
                book = JsonMapper.shared()
                        .readTree(messaging
                                .codec()
                                .decode(Topics.PRICE_BOOK, record.value())
                                .getBookJson());
            }
            if (book == null) {
                throw new IOException("No price book is published");
            }
            return book;
        } catch (UndecodableRecordException e) {
            throw new IOException("The price book cannot be read", e);
        }
    }
}
