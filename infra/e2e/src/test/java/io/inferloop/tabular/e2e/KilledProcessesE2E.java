package io.inferloop.tabular.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills every process of the system in turn while many jobs run, looks at what clients are told meanwhile, starts it again,
 * and holds what came out against what was promised ({@link Oracle}).
 *
 * <p>Every run kills them one after the other over one load, which is kept up, and judges once. On demand each has a load and
 * a judgement of its own, and some are killed in combination: {@code ./mvnw install -DskipTests}, then
 * {@code ./mvnw verify -pl infra/e2e -Pmatrix [-Dvictims=REDIS,S3]}.
 */
class KilledProcessesE2E {

    private static final int JOBS = 200;
    private static final int RUNNING_AT_THE_KILL = 20;
    private static final int TOP_UP = 40;
    private static final int STRADDLING = 8;
    private static final int PROBES = 4;
    private static final int SLOTS = 24;
    private static final long ROWS = 10_000;

    /** One after the other; where there are two, jobs run on without the first, which is still away when the second is killed, and both come back together. */
    private static final List<List<Victim>> IN_TURN = List.of(
            List.of(Victim.REGISTRY, Victim.API_GATEWAY),
            List.of(Victim.BILLING_AGGREGATOR, Victim.JOB_ORCHESTRATOR),
            List.of(Victim.VALIDATION_WORKER, Victim.SYNTH_WORKER),
            List.of(Victim.REDIS, Victim.KAFKA),
            List.of(Victim.POSTGRES),
            List.of(Victim.S3));

    private static final String FENCED = "tabular_orchestrator_fenced_events_total";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration PROMPT = Duration.ofSeconds(15);

    private static RunningStack stack;
    private static GatewayClient client;
    private static Tables tables;
    private static UUID penguins;

    private Journal journal;
    private Oracle oracle;

    /** What is killed, and how a submission is answered meanwhile. */
    enum Victim {
        API_GATEWAY("api-gateway", Journal.Answer.NONE),
        JOB_ORCHESTRATOR("job-orchestrator", 202),
        SYNTH_WORKER("synth-worker", 202),
        VALIDATION_WORKER("validation-worker", 202),
        BILLING_AGGREGATOR("billing-aggregator", 202),
        KAFKA("kafka", 202),
        POSTGRES("postgres", 503),
        REDIS("redis", 202),
        S3("s3", 202),
        REGISTRY("registry", 202);

        private final String process;
        private final int answerMeanwhile;

        Victim(String process, int answerMeanwhile) {
            this.process = process;
            this.answerMeanwhile = answerMeanwhile;
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Map<String, String> worker = Map.of(
                "tabular.worker.slots", Integer.toString(SLOTS),
                "tabular.worker.take-at-once", "4",
                "tabular.worker.heartbeat", "1s",
                "tabular.worker.lease", "10s");
        stack = RunningStack.start(
                "killed-processes",
                "enterprise",
                Map.of(
                        "synth-worker",
                        worker,
                        "validation-worker",
                        worker,
                        "job-orchestrator",
                        Map.of(
                                "tabular.orchestrator.lease.duration", "10s",
                                "tabular.orchestrator.lease.outage", "5s",
                                "tabular.orchestrator.schedule.start-by", "15s")));
        client = stack.client();
        tables = new Tables(stack);
        penguins = client.upload("penguins", Penguins.csv());
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.killAll();
        }
    }

    @BeforeEach
    void begin() throws IOException, InterruptedException, SQLException {
        journal = new Journal(client);
        oracle = new Oracle(stack, client, tables);
    }

    @Test
    void everyAcceptedJobEndsOnceAndIsChargedOnceWhenOneAfterTheOtherIsKilled()
            throws IOException, InterruptedException, ExecutionException, SQLException {
        assertThat(IN_TURN.stream().flatMap(List::stream)).containsExactlyInAnyOrder(Victim.values());
        submitAndCancelSome(orders(JOBS, 8));
        for (List<Victim> victims : IN_TURN) {
            killAndStartAgain(victims, this::keepBusy);
        }
        oracle.judge(journal);
        System.out.printf(
                "%d jobs, %d of them submitted before the first kill: %s%n",
                journal.all().size(), JOBS, "every 202 ended once, one result, one charge per meter");
    }

    @Tag("matrix")
    @ParameterizedTest
    @MethodSource("victims")
    void everyAcceptedJobEndsOnceAndIsChargedOnceWhateverIsKilled(Victim victim)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Instant begin = Instant.now();
        boolean validating = victim == Victim.VALIDATION_WORKER;
        submitAndCancelSome(orders(JOBS, validating ? 2 : 8));
        killAndStartAgain(List.of(victim), () -> awaitRunning(validating ? "VALIDATION" : "%"));
        oracle.judge(journal);
        System.out.printf(
                "%s: at rest after %.1f s; every 202 ended once, one result, one charge per meter%n",
                victim.process, Duration.between(begin, Instant.now()).toMillis() / 1000.0);
    }

    /** All, or those that {@code -Dvictims=REDIS,S3} names. */
    static Stream<Victim> victims() {
        List<String> named = List.of(System.getProperty("victims", "").split(","));
        return Stream.of(Victim.values()).filter(victim -> named.equals(List.of("")) || named.contains(victim.name()));
    }

    /** @param load awaited before each kill; says how many jobs are RUNNING */
    private void killAndStartAgain(List<Victim> victims, LongSupplier load)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, Long> others = stack.pids();
        victims.forEach(victim -> others.remove(victim.process));
        List<CompletableFuture<Void>> straddling = new ArrayList<>();
        List<Journal.Submission> probes = new ArrayList<>();
        Instant lastKill = Instant.now();
        try {
            for (Victim victim : victims) {
                long running = load.getAsLong();
                int submitted = journal.all().size();
                straddling.add(insistInTheBackground());
                stack.kill(victim.process);
                lastKill = Instant.now();
                probes.addAll(probe(victim));
                if (victim == Victim.S3) {
                    assertStorageIsSaidToBeAway();
                }
                System.out.printf(
                        "Killed %s with %d RUNNING of %d submitted%n", victim.process, running, submitted);
            }
        } finally {
            stack.up();
        }
        Duration restarted = Duration.between(lastKill, Instant.now());
        straddling.forEach(CompletableFuture::join);
        journal.insist(probes);
        assertThat(stack.pids()).as("who was not killed has run on").containsAllEntriesOf(others);
        System.out.printf("All up %.1f s after the last kill%n", restarted.toMillis() / 1000.0);
    }

    @Tag("matrix")
    @Test
    void whatIsKilledAgainWhileItRecoversAndTogetherWithAnotherLosesNothing()
            throws IOException, InterruptedException, ExecutionException, SQLException {
        journal.submitAll(orders(JOBS, 8));
        for (int round = 0; round < 2; round++) {
            awaitRunning("SYNTHESIS%");
            stack.kill("synth-worker");
            stack.kill("job-orchestrator");
            stack.up();
        }
        oracle.judge(journal);
    }

    @Tag("matrix")
    @Test
    void aSecondOrchestratorTakesOverFromOneThatIsKilled()
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Process twin = stack.startTwin("job-orchestrator");
        try {
            journal.submitAll(orders(JOBS, 8));
            awaitRunning("%");
            stack.kill("job-orchestrator");
            oracle.judge(journal);
        } finally {
            twin.destroyForcibly();
            stack.up();
        }
    }

    /** A zombie: it neither knows that it was away nor that its work has been done again. */
    @Tag("matrix")
    @Test
    void aWorkerThatWasFrozenBeyondItsLeaseCanNeitherPublishNorCharge()
            throws IOException, InterruptedException, ExecutionException, SQLException {
        journal.submitAll(orders(JOBS, 8));
        awaitRunning("SYNTHESIS%");
        stack.freeze("synth-worker");
        Process twin = stack.startTwin("synth-worker");
        double fenced;
        try {
            oracle.judge(journal);
            fenced = stack.metric("job-orchestrator", FENCED);
        } finally {
            stack.thaw("synth-worker");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.metric("job-orchestrator", FENCED))
                        .as("reports of the zombie that were not believed")
                        .isGreaterThan(fenced));
        twin.destroy();
        oracle.judge(journal);
    }

    private void submitAndCancelSome(List<Order> orders) throws IOException, InterruptedException, ExecutionException {
        List<Journal.Submission> submissions = journal.submitAll(orders);
        for (Journal.Submission last : submissions.subList(orders.size() - 4, orders.size())) {
            journal.cancel(last);
        }
    }

    /** Short work of every kind: of so many one is a validation, and two of sixteen are followed by one. */
    private static List<Order> orders(int count, int oneValidationIn) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(
                    i % oneValidationIn == oneValidationIn - 1
                            ? new Order.Validation(penguins, penguins)
                            : new Order.Generation(penguins, ROWS, i, i % 16 == 5));
        }
        return orders;
    }

    /** Submits more where it takes more to have enough at work at one moment. */
    private long keepBusy() {
        return await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(
                        () -> {
                            if (tables.underWay() < TOP_UP) {
                                submitAndCancelSome(orders(TOP_UP, 8));
                            }
                            return tables.running("%");
                        },
                        running -> running >= RUNNING_AT_THE_KILL);
    }

    private static long awaitRunning(String lanes) {
        return await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(() -> tables.running(lanes), running -> running >= RUNNING_AT_THE_KILL);
    }

    /** Clients that are submitting at the very moment, and do not give up. */
    private CompletableFuture<Void> insistInTheBackground() {
        List<Journal.Submission> begun = new ArrayList<>();
        for (int i = 0; i < STRADDLING; i++) {
            begun.add(journal.begin(new Order.Generation(penguins, 100, i, false)));
        }
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        journal.insist(begun);
                    } catch (InterruptedException | ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    /**
     * Clients that submit while the victim is away: what they are told, and how soon. Who is told 202 can read the job at once,
     * and is given the same one again for the same key, whoever is away.
     */
    private List<Journal.Submission> probe(Victim victim) throws IOException, InterruptedException {
        List<Journal.Submission> probes = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            Journal.Submission probe = journal.begin(new Order.Generation(penguins, 100, i, false));
            probes.add(probe);
            for (int attempt = 0; attempt < 2; attempt++) {
                Journal.Answer answer = journal.send(probe);
                assertThat(answer.status())
                        .as("while %s is away: %s", victim.process, answer)
                        .isEqualTo(victim.answerMeanwhile);
                assertThat(answer.took()).isLessThan(PROMPT);
                if (answer.status() == 503) {
                    assertThat(answer.retryAfter()).isNotEmpty();
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                }
            }
            if (victim.answerMeanwhile == 202) {
                assertThat(client.job(probe.job()).get("id").asString())
                        .isEqualTo(probe.job().toString());
            }
        }
        return probes;
    }

    private static void assertStorageIsSaidToBeAway() throws IOException, InterruptedException {
        HttpResponse<String> upload = client.send(
                "POST",
                "/v1/datasets?name=away",
                BodyPublishers.ofString(Files.readString(Penguins.csv())),
                "Content-Type",
                "text/csv");
        assertThat(upload.statusCode()).as(upload.body()).isEqualTo(503);
        assertThat(upload.headers().firstValue("Retry-After")).isPresent();
    }
}
