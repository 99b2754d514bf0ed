package io.inferloop.tabular.benchmarks.start;

import io.inferloop.tabular.benchmarks.gateway.GatewayConnection;
import io.inferloop.tabular.benchmarks.gateway.JobRequests;
import io.inferloop.tabular.benchmarks.measurement.Latencies;
import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.benchmarks.measurement.Report;
import io.inferloop.tabular.benchmarks.measurement.Spread;
import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import io.inferloop.tabular.benchmarks.stack.CpuTimes;
import io.inferloop.tabular.benchmarks.stack.StackChoice;
import io.inferloop.tabular.benchmarks.worker.CountedJobs;
import io.inferloop.tabular.benchmarks.worker.JobHistory;
import io.inferloop.tabular.benchmarks.worker.NoOpWorker;
import io.inferloop.tabular.benchmarks.worker.UsageWatch;
import io.inferloop.tabular.platform.messaging.Messaging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Submits jobs over REST at a steady rate and times each until the worker's handler has it. */
@Command(
        name = "start",
        description = "Milliseconds from a submission over REST until a worker starts on it, at a steady rate.",
        mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {

    private static final double BAR_P50_MILLIS = 15;
    private static final double BAR_P99_MILLIS = 100;
    private static final int THREADS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private StackChoice choice = new StackChoice();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Submissions a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Length of a round; Kafka alone runs a third of it. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "20",
            description = "Seconds that are not counted; default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "16",
            description = "Tasks that the worker runs at a time; default: ${DEFAULT-VALUE}")
    private int slots;

    @Option(
            names = "--take-at-once",
            paramLabel = "N",
            defaultValue = "8",
            description = "Dispatch records that the worker takes in one poll; default: ${DEFAULT-VALUE}")
    private int takeAtOnce;

    private record Round(Latencies start, Latencies bare, double cores) {}

    @Override
    public Integer call() throws Exception {
        rate = choice.size(rate, 20);
        rounds = choice.size(rounds, 2);
        seconds = choice.size(seconds, 3);
        warmup = choice.size(warmup, 3);
        Report report = new Report(
                Objects.requireNonNull(spec).commandLine().getOut(),
                "REST submit to worker start",
                "open loop at %d/s, %d rounds of %d s, a no-op worker of %d slots that takes %d at once"
                        .formatted(rate, rounds, seconds, slots, takeAtOnce));
        try (BenchmarkStack stack =
                BenchmarkStack.open(choice, Path.of(System.getProperty("tabular.repository", ".")), report.out())) {
            JobRequests requests = JobRequests.of(stack, JobRequests.uploadTable(stack));
            stack.requireIdleLanes();
            Messaging messaging = stack.messaging("benchmark");
            JobHistory history = new JobHistory(stack, messaging);
            CountedJobs all = new CountedJobs();
            try (NoOpWorker worker = NoOpWorker.start(stack, slots, takeAtOnce, all::started);
                    UsageWatch usage = new UsageWatch(messaging, all::billed);
                    RoundTrips bare = new RoundTrips(stack)) {
                OpenLoop.run(
                        THREADS, () -> client(stack, requests, all), rate, Duration.ofSeconds(Math.max(1, warmup)));
                List<Round> measured = new ArrayList<>();
                boolean done = awaitEnd(all);
                for (int i = 0; i < rounds && done; i++) {
                    done = round(stack, requests, all, bare, measured, report);
                }
                report(measured, report);
                List<String> mistakes = new ArrayList<>(history.mistakes(all.jobs()));
                mistakes.addAll(usage.mistakes(all.jobs()));
                if (!done) {
                    mistakes.add("%d of %d jobs were started"
                            .formatted(all.startedCount(), all.jobs().size()));
                }
                return report.check(
                        mistakes,
                        "each of %d jobs was started, succeeded exactly once and is charged once"
                                .formatted(all.jobs().size()));
            }
        }
    }

    private boolean round(
            BenchmarkStack stack,
            JobRequests requests,
            CountedJobs all,
            RoundTrips bare,
            List<Round> measured,
            Report report)
            throws Exception {
        OpenLoop.run(THREADS, bare::client, rate, Duration.ofSeconds(seconds).dividedBy(3));
        Latencies alone = bare.latencies();
        CpuTimes before = stack.cpu();
        long begin = System.nanoTime();
        OpenLoop.run(THREADS, () -> client(stack, requests, all), rate, Duration.ofSeconds(seconds));
        if (!awaitEnd(all)) {
            return false;
        }
        double wallSeconds = (System.nanoTime() - begin) / 1e9;
        CpuTimes spent = stack.cpu().since(before);
        Round round = new Round(all.untilStartSince(begin), alone, spent.total() / wallSeconds);
        measured.add(round);
        report.line(
                "round %d".formatted(measured.size()),
                "%d started: %s; Kafka alone p50 %.2f ms, p99 %.2f ms; load average %.2f",
                round.start().count(),
                round.start().describe(),
                alone.millis(50),
                alone.millis(99),
                Machine.loadAverage());
        report.line(
                "",
                "CPU ms per job, to its end: %s",
                spent.perUnit(round.start().count()));
        return true;
    }

    private static OpenLoop.Client client(BenchmarkStack stack, JobRequests requests, CountedJobs all)
            throws IOException {
        GatewayConnection connection = new GatewayConnection(stack.url());
        return new OpenLoop.Client() {
            @Override
            public void once(long meantAtNanos) throws IOException {
                all.asked(connection.submit(requests, UUID.randomUUID().toString()), meantAtNanos);
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    private static boolean awaitEnd(CountedJobs all) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int wanted = all.jobs().size();
        while (all.startedCount() < wanted || all.billedCount() < wanted) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    private static void report(List<Round> rounds, Report report) {
        if (rounds.isEmpty()) {
            return;
        }
        Spread p50 = spread(rounds, Round::start, 50);
        Spread p99 = spread(rounds, Round::start, 99);
        report.figure("p50", p50, "ms", 2);
        report.figure("p99", p99, "ms", 2);
        Spread alone = spread(rounds, Round::bare, 50);
        report.figure("Kafka produce to consume alone, p50", alone, "ms", 2);
        report.figure("Kafka produce to consume alone, p99", spread(rounds, Round::bare, 99), "ms", 2);
        report.line(
                "ratio",
                "%.1f of Kafka's p50; on the way are two hops over Kafka and three commits",
                p50.median() / alone.median());
        report.figure(
                "cores busy with everything that runs here",
                Spread.of(rounds.stream().mapToDouble(Round::cores).toArray()),
                "",
                2);
        report.bar("p50 < %.0f ms".formatted(BAR_P50_MILLIS), BAR_P50_MILLIS / p50.median());
        report.bar("p99 < %.0f ms".formatted(BAR_P99_MILLIS), BAR_P99_MILLIS / p99.median());
    }

    private static Spread spread(List<Round> rounds, Function<Round, Latencies> which, double percent) {
        return Spread.of(rounds.stream()
                .mapToDouble(round -> which.apply(round).millis(percent))
                .toArray());
    }
}
