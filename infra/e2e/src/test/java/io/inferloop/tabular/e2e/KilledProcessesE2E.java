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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills every process of the system in turn while many jobs run, looks at what clients are told meanwhile, starts it again,
 * and holds what came out against what was promised ({@link Oracle}). Two victims have their turn in every run; the others,
 * and what is killed in combination, run on demand: {@code ./mvnw install -DskipTests}, then
 * {@code ./mvnw verify -pl infra/e2e -Pmatrix}. Those have not been seen green yet.
 */
class KilledProcessesE2E {

    private static final int JOBS = 200;
    private static final int RUNNING_AT_THE_KILL = 20;
    private static final int STRADDLING = 16;
    private static final int PROBES = 4;
    private static final int SLOTS = 24;
    private static final long ROWS = 5_000;
    private static final String FENCED = "tabular_orchestrator_fenced_events_total";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
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
    static void stop() throws IOException, InterruptedException {
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void begin() throws IOException, InterruptedException, SQLException {
        journal = new Journal(client);
        oracle = new Oracle(stack, client, tables);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNTH_WORKER", "JOB_ORCHESTRATOR"})
    void everyAcceptedJobEndsOnceAndIsChargedOnceWhenAServiceIsKilled(Victim victim)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        everyAcceptedJobEndsOnceAndIsChargedOnce(victim);
    }

    @Tag("matrix")
    @ParameterizedTest
    @MethodSource("otherVictims")
    void everyAcceptedJobEndsOnceAndIsChargedOnceWhateverIsKilled(Victim victim)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        everyAcceptedJobEndsOnceAndIsChargedOnce(victim);
    }

    /** All whose turn does not come in every run, or those of them that {@code -Dvictims=REDIS,S3} names. */
    static Stream<Victim> otherVictims() {
        List<String> named = List.of(System.getProperty("victims", "").split(","));
        return EnumSet.complementOf(EnumSet.of(Victim.SYNTH_WORKER, Victim.JOB_ORCHESTRATOR)).stream()
                .filter(victim -> named.equals(List.of("")) || named.contains(victim.name()));
    }

    private void everyAcceptedJobEndsOnceAndIsChargedOnce(Victim victim)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        List<Journal.Submission> submissions = new ArrayList<>(journal.submitAll(orders(victim)));
        for (Journal.Submission last : submissions.subList(JOBS - 4, JOBS)) {
            journal.cancel(last);
        }
        long running = awaitRunning(victim == Victim.VALIDATION_WORKER ? "VALIDATION" : "%");
        Instant killed = Instant.now();
        CompletableFuture<List<Journal.Submission>> straddling = insistInTheBackground(submissions);
        try {
            stack.kill(victim.process);
            submissions.addAll(probe(victim));
            if (victim == Victim.S3) {
                assertStorageIsSaidToBeAway();
            }
        } finally {
            stack.up();
        }
        Duration restarted = Duration.between(killed, Instant.now());
        straddling.join();
        journal.insist(submissions);
        oracle.judge(journal);
        System.out.printf(
                "Killed %s with %d RUNNING of %d submitted: all up after %.1f s, at rest after %.1f s; %s%n",
                victim.process,
                running,
                submissions.size(),
                restarted.toMillis() / 1000.0,
                Duration.between(killed, Instant.now()).toMillis() / 1000.0,
                "every 202 ended once, one result, one charge per meter");
    }

    @Tag("matrix")
    @Test
    void whatIsKilledAgainWhileItRecoversAndTogetherWithAnotherLosesNothing()
            throws IOException, InterruptedException, ExecutionException, SQLException {
        journal.submitAll(orders(Victim.SYNTH_WORKER));
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
            journal.submitAll(orders(Victim.JOB_ORCHESTRATOR));
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
        journal.submitAll(orders(Victim.SYNTH_WORKER));
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

    /** Mostly short work; of what the victim does there is enough to have many at work at one moment. */
    private static List<Order> orders(Victim victim) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            boolean validation = victim == Victim.VALIDATION_WORKER ? i % 4 != 0 : i % 8 == 7;
            orders.add(
                    validation
                            ? new Order.Validation(penguins, penguins)
                            : new Order.Generation(penguins, ROWS, i, i % 16 == 5));
        }
        return orders;
    }

    private static long awaitRunning(String lanes) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> tables.running(lanes), running -> running >= RUNNING_AT_THE_KILL);
    }

    /** Clients that are submitting at the very moment, and do not give up. */
    private CompletableFuture<List<Journal.Submission>> insistInTheBackground(List<Journal.Submission> submissions) {
        List<Journal.Submission> begun = new ArrayList<>();
        for (int i = 0; i < STRADDLING; i++) {
            begun.add(journal.begin(new Order.Generation(penguins, 100, i, false)));
        }
        submissions.addAll(begun);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return journal.insist(begun);
                    } catch (InterruptedException | ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    /** Clients that submit while the victim is away: what they are told, and how soon. */
    private List<Journal.Submission> probe(Victim victim) throws InterruptedException {
        List<Journal.Submission> probes = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            Journal.Submission probe = journal.begin(new Order.Generation(penguins, 100, i, false));
            probes.add(probe);
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
