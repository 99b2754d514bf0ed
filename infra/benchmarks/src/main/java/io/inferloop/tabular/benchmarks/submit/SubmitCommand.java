package io.inferloop.tabular.benchmarks.submit;

import io.inferloop.tabular.benchmarks.gateway.JobRequests;
import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.benchmarks.measurement.Report;
import io.inferloop.tabular.benchmarks.measurement.Spread;
import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import io.inferloop.tabular.benchmarks.stack.CpuTimes;
import io.inferloop.tabular.benchmarks.stack.StackChoice;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Submits jobs over REST as fast as the gateway answers, between rounds of its transaction alone. */
@Command(
        name = "submit",
        description = "Submissions a second over REST that are durable when they are answered 202.",
        mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {

    private static final double BAR_PER_SECOND = 2_500;
    private static final double BAR_P99_MILLIS = 25;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private StackChoice choice = new StackChoice();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "16",
            description = "Clients at a time, each on a connection of its own; default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "Length of a round over REST; the transaction alone runs half of it. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "40",
            description = "Seconds over REST that are not counted; default: ${DEFAULT-VALUE}")
    private int warmup;

    private record Round(ClosedLoop.Outcome rest, ClosedLoop.Outcome bare, CpuTimes cpu, double settledSeconds) {}

    @Override
    public Integer call() throws Exception {
        rounds = choice.size(rounds, 2);
        seconds = choice.size(seconds, 2);
        warmup = choice.size(warmup, 3);
        Report report = new Report(
                Objects.requireNonNull(spec).commandLine().getOut(),
                "REST submit to durable 202",
                "%d connections, %d rounds of %d s".formatted(connections, rounds, seconds));
        Path repository = Path.of(System.getProperty("tabular.repository", "."));
        try (BenchmarkStack stack = BenchmarkStack.open(choice, repository, report.out())) {
            // Nobody runs the jobs: what is measured is taking them in.
            stack.stop(BenchmarkStack.SYNTHESIS, BenchmarkStack.VALIDATION);
            UUID dataset = JobRequests.uploadTable(stack);
            Submissions submissions = new Submissions(stack, JobRequests.of(stack, dataset));
            try (SubmissionCheck check = new SubmissionCheck(stack)) {
                ClosedLoop.run(connections, submissions::client, Duration.ofSeconds(Math.max(1, warmup)));
                boolean settled = check.settle();
                List<Round> measured = new ArrayList<>();
                try (BareTransaction bare = BareTransaction.like(stack, aCommand(stack))) {
                    for (int i = 0; i < rounds && settled; i++) {
                        settled = round(submissions, bare, check, stack, measured, report);
                    }
                }
                report(measured, report);
                List<String> mistakes = check.mistakes(submissions.accepted());
                if (!settled) {
                    mistakes.add("not every submission was heard of again in time");
                }
                return report.check(
                        mistakes,
                        "each of %d answers 202 is one idempotency key, one job of the orchestrator's and one in the gateway's view; no other jobs"
                                .formatted(submissions.accepted().size()));
            }
        }
    }

    private boolean round(
            Submissions submissions,
            BareTransaction bare,
            SubmissionCheck check,
            BenchmarkStack stack,
            List<Round> measured,
            Report report)
            throws Exception {
        ClosedLoop.Outcome alone = ClosedLoop.run(
                connections, bare::client, Duration.ofSeconds(seconds).dividedBy(2));
        CpuTimes before = stack.cpu();
        ClosedLoop.Outcome rest = ClosedLoop.run(connections, submissions::client, Duration.ofSeconds(seconds));
        long ended = System.nanoTime();
        CpuTimes spent = stack.cpu().since(before);
        boolean settled = check.settle();
        Round round = new Round(rest, alone, spent, (System.nanoTime() - ended) / 1e9);
        measured.add(round);
        report.line(
                "round %d".formatted(measured.size()),
                "%.0f/s, %s; settled after %.1f s; transaction alone %.0f/s, p99 %.2f ms; load average %.2f",
                rest.perSecond(),
                rest.latencies().describe(),
                round.settledSeconds(),
                alone.perSecond(),
                alone.latencies().millis(99),
                Machine.loadAverage());
        report.line(
                "",
                "CPU ms per request in the round: %s",
                spent.perUnit(rest.latencies().count()));
        return settled;
    }

    private static void report(List<Round> rounds, Report report) {
        if (rounds.isEmpty()) {
            return;
        }
        Spread rate = spread(rounds, round -> round.rest().perSecond());
        Spread p99 = spread(rounds, round -> round.rest().latencies().millis(99));
        Spread alone = spread(rounds, round -> round.bare().perSecond());
        Spread perCpuSecond = spread(
                rounds,
                round -> round.rest().latencies().count() / round.cpu().withoutCompiling(BenchmarkStack.GATEWAY));
        report.figure("requests", rate, "/s", 0);
        report.figure("p50", spread(rounds, round -> round.rest().latencies().millis(50)), "ms", 2);
        report.figure("p99", p99, "ms", 2);
        report.figure("requests per CPU-second of the gateway, its compiler left out", perCpuSecond, "", 0);
        report.figure("transaction alone", alone, "/s", 0);
        report.line("ratio", "%.2f of the database alone", rate.median() / alone.median());
        report.bar("%.0f/s".formatted(BAR_PER_SECOND), rate.median() / BAR_PER_SECOND);
        report.bar("p99 < %.0f ms".formatted(BAR_P99_MILLIS), BAR_P99_MILLIS / p99.median());
        report.limit(
                "%.0f/s".formatted(BAR_PER_SECOND),
                spread(
                                rounds,
                                round -> round.cpu()
                                        .coresFor(
                                                BAR_PER_SECOND,
                                                round.rest().latencies().count()))
                        .median());
    }

    private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).toArray());
    }

    /** One of the warm-up's commands, as it left the outbox. */
    private static byte[] aCommand(BenchmarkStack stack) throws IOException {
        try (Consumer<String, byte[]> consumer = stack.kafka().assignedConsumer("benchmark-sample")) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.JOB_COMMANDS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            byte[] command = null;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
                command = record.value();
            }
            if (command == null) {
                throw new IOException("No command is on the topic");
            }
            return command;
        }
    }
}
