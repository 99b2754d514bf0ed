package io.inferloop.tabular.benchmarks.lifecycle;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps a number of jobs on their way and times how fast they come out at the other end. */
@Command(
        name = "lifecycle",
        description = "Jobs a second from their command to their usage event, with tasks that do nothing.",
        mixinStandardHelpOptions = true)
public final class LifecycleCommand implements Callable<Integer> {

    private static final double BAR_PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private StackChoice choice = new StackChoice();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "15000",
            description = "Jobs of a round; default: ${DEFAULT-VALUE}")
    private int jobs;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Jobs that are not counted; default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Jobs on their way at a time; default: ${DEFAULT-VALUE}")
    private int inFlight;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "64",
            description = "Tasks that the worker runs at a time; default: ${DEFAULT-VALUE}")
    private int slots;

    @Option(
            names = "--take-at-once",
            paramLabel = "N",
            defaultValue = "32",
            description = "Dispatch records that the worker takes in one poll; default: ${DEFAULT-VALUE}")
    private int takeAtOnce;

    @Option(
            names = "--rest",
            description =
                    "Submit over REST, on 16 connections, instead of signed commands that lie ready for the topic")
    private boolean rest;

    private record Round(double perSecond, Latencies latencies, CpuTimes cpu) {}

    @Override
    public Integer call() throws Exception {
        rounds = choice.size(rounds, 2);
        jobs = choice.size(jobs, 300);
        warmup = choice.size(warmup, 300);
        inFlight = choice.size(inFlight, 100);
        Report report = new Report(
                Objects.requireNonNull(spec).commandLine().getOut(),
                "Whole job lifecycle",
                "%s, %d rounds of %d jobs, %d on their way at a time, a no-op worker of %d slots that takes %d at once"
                        .formatted(
                                rest ? "submitted over REST" : "signed commands on the topic",
                                rounds,
                                jobs,
                                inFlight,
                                slots,
                                takeAtOnce));
        try (BenchmarkStack stack =
                BenchmarkStack.open(choice, Path.of(System.getProperty("tabular.repository", ".")), report.out())) {
            UUID dataset = JobRequests.uploadTable(stack);
            stack.requireIdleLanes();
            Messaging messaging = stack.messaging("benchmark");
            JobHistory history = new JobHistory(stack, messaging);
            CountedJobs all = new CountedJobs();
            Semaphore places = new Semaphore(inFlight);
            try (NoOpWorker worker = NoOpWorker.start(stack, slots, takeAtOnce, all::started);
                    UsageWatch usage = new UsageWatch(messaging, job -> {
                        all.billed(job);
                        places.release();
                    })) {
                Sending sending = rest
                        ? new OverRest(stack, JobRequests.of(stack, dataset))
                        : new OnTopic(messaging, SignedCommands.register(stack, messaging.codec(), dataset));
                boolean done = send(sending, Math.max(1, warmup), all, places);
                List<Round> measured = new ArrayList<>();
                for (int i = 0; i < rounds && done; i++) {
                    done = round(sending, all, places, stack, measured, report);
                }
                report(measured, report);
                List<String> mistakes = new ArrayList<>(history.mistakes(all.jobs()));
                mistakes.addAll(usage.mistakes(all.jobs()));
                if (!done) {
                    mistakes.add("a round did not end in time");
                }
                return report.check(
                        mistakes,
                        "each of %d jobs succeeded exactly once by database, events and gateway, and is charged once with its %d rows"
                                .formatted(all.jobs().size(), NoOpWorker.ROWS));
            }
        }
    }

    private boolean round(
            Sending sending,
            CountedJobs all,
            Semaphore places,
            BenchmarkStack stack,
            List<Round> measured,
            Report report)
            throws Exception {
        sending.prepare(jobs);
        CpuTimes before = stack.cpu();
        long begin = System.nanoTime();
        boolean done = send(sending, jobs, all, places);
        double seconds = (System.nanoTime() - begin) / 1e9;
        CpuTimes spent = stack.cpu().since(before);
        if (!done) {
            return false;
        }
        Latencies latencies = all.untilBilledSince(begin);
        Round round = new Round(jobs / seconds, latencies, spent);
        measured.add(round);
        report.line(
                "round %d".formatted(measured.size()),
                "%.0f jobs/s; command to usage event %s; load average %.2f",
                round.perSecond(),
                latencies.describe(),
                Machine.loadAverage());
        report.line("", "CPU ms per job: %s", spent.perUnit(jobs));
        return true;
    }

    /** Sends so many, never more than there are places, and waits until all are billed. @return false when that takes too long */
    private boolean send(Sending sending, int count, CountedJobs all, Semaphore places) throws Exception {
        sending.prepare(count);
        int before = all.billedCount();
        sending.send(count, all, places);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (all.billedCount() < before + count) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    private static void report(List<Round> rounds, Report report) {
        if (rounds.isEmpty()) {
            return;
        }
        Spread rate = Spread.of(rounds.stream().mapToDouble(Round::perSecond).toArray());
        report.figure("jobs", rate, "/s", 0);
        report.figure(
                "CPU of everything, load and worker included",
                Spread.of(rounds.stream()
                        .mapToDouble(round ->
                                round.cpu().total() * 1000 / round.latencies().count())
                        .toArray()),
                "ms per job",
                3);
        report.figure(
                "jobs per CPU-second of the orchestrator, its compiler left out",
                Spread.of(rounds.stream()
                        .mapToDouble(round ->
                                round.latencies().count() / round.cpu().withoutCompiling(BenchmarkStack.ORCHESTRATOR))
                        .toArray()),
                "",
                0);
        report.bar("%.0f jobs/s".formatted(BAR_PER_SECOND), rate.median() / BAR_PER_SECOND);
        report.limit(
                "%.0f jobs/s".formatted(BAR_PER_SECOND),
                Spread.of(rounds.stream()
                                .mapToDouble(round -> round.cpu()
                                        .coresFor(
                                                BAR_PER_SECOND,
                                                round.latencies().count()))
                                .toArray())
                        .median());
    }

    /** A way in. */
    private interface Sending {

        /** Whatever can be done before the clock runs. */
        void prepare(int count);

        void send(int count, CountedJobs all, Semaphore places) throws Exception;
    }

    private static final class OnTopic implements Sending {

        private final Messaging messaging;
        private final SignedCommands commands;
        private List<SignedCommands.Command> ready = List.of();

        OnTopic(Messaging messaging, SignedCommands commands) {
            this.messaging = messaging;
            this.commands = commands;
        }

        @Override
        public void prepare(int count) {
            if (ready.size() != count) {
                ready = Stream.generate(commands::next).limit(count).toList();
            }
        }

        @Override
        public void send(int count, CountedJobs all, Semaphore places) throws InterruptedException, IOException {
            List<Future<?>> sent = new ArrayList<>();
            for (SignedCommands.Command command : ready) {
                acquire(places);
                all.asked(command.job(), System.nanoTime());
                sent.add(messaging.sender().send(command.record()));
            }
            ready = List.of();
            for (Future<?> each : sent) {
                try {
                    each.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    throw new IOException("A command was not acknowledged", e);
                }
            }
        }
    }

    private record OverRest(BenchmarkStack stack, JobRequests requests) implements Sending {

        private static final int CONNECTIONS = 16;

        @Override
        public void prepare(int count) {}

        @Override
        public void send(int count, CountedJobs all, Semaphore places) throws Exception {
            AtomicInteger left = new AtomicInteger(count);
            try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS; i++) {
                    running.add(threads.submit(() -> {
                        try (GatewayConnection connection = new GatewayConnection(stack.url())) {
                            while (left.getAndDecrement() > 0) {
                                acquire(places);
                                long begin = System.nanoTime();
                                all.asked(
                                        connection.submit(
                                                requests, UUID.randomUUID().toString()),
                                        begin);
                            }
                        }
                        return null;
                    }));
                }
                for (Future<?> each : running) {
                    each.get();
                }
            }
        }
    }

    private static void acquire(Semaphore places) throws InterruptedException, IOException {
        if (!places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("No job has come out for %d s".formatted(PATIENCE.toSeconds()));
        }
    }
}
