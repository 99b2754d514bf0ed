package io.inferloop.tabular.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Kills a service while many jobs run, starts it again, and holds what came out against what was promised: every 202 ends
 * as exactly one SUCCEEDED job with one visible result and one usage event per meter.
 */
class KilledProcessesE2E {

    private static final int JOBS = 40;
    private static final int RUNNING_AT_THE_KILL = 20;
    private static final int WORKER_SLOTS = 24;
    private static final int ROWS = 200_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static RunningStack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = RunningStack.start("killed-processes", "enterprise", WORKER_SLOTS);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (stack != null) {
            stack.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"synth-worker", "job-orchestrator"})
    void everyAcceptedJobEndsOnceAndIsBilledOnceWhenAServiceIsKilled(String victim)
            throws IOException, InterruptedException {
        GatewayClient client = stack.client();
        UUID dataset = client.upload("penguins", Penguins.csv());
        BigDecimal invoicedBefore = invoicedRows(client);
        List<UUID> accepted = submit(client, dataset, victim);

        long running = awaitRunning(client, accepted);
        stack.kill(victim);
        System.out.printf("Killed %s with %d of %d jobs RUNNING%n", victim, running, accepted.size());
        assertThat(running).isGreaterThanOrEqualTo(RUNNING_AT_THE_KILL);
        stack.up();

        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(states(client, accepted))
                        .as("states of the %d accepted jobs", accepted.size())
                        .containsOnlyKeys("succeeded"));
        assertOneVisibleResultEach(client, accepted);
        assertOneUsageEventPerMeter(accepted);
        assertInvoicedRows(client, invoicedBefore.add(BigDecimal.valueOf((long) JOBS * ROWS)));
    }

    private static List<UUID> submit(GatewayClient client, UUID dataset, String victim)
            throws IOException, InterruptedException {
        List<UUID> accepted = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            accepted.add(client.submit(
                    "%s-%s-%d".formatted(victim, dataset, i),
                    Map.of(
                            "type", "generation",
                            "dataset_id", dataset,
                            "algorithm", "gaussian_copula",
                            "rows", ROWS,
                            "seed", i)));
        }
        assertThat(new HashSet<>(accepted)).hasSize(JOBS);
        return accepted;
    }

    private static long awaitRunning(GatewayClient client, List<UUID> jobs) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> states(client, jobs).getOrDefault("running", 0L),
                        running -> running >= RUNNING_AT_THE_KILL);
    }

    private static Map<String, Long> states(GatewayClient client, List<UUID> jobs)
            throws IOException, InterruptedException {
        List<String> states = new ArrayList<>();
        for (UUID job : jobs) {
            states.add(client.job(job).get("state").asString());
        }
        return states.stream().collect(groupingBy(state -> state, counting()));
    }

    private static void assertOneVisibleResultEach(GatewayClient client, List<UUID> jobs)
            throws IOException, InterruptedException {
        for (UUID id : jobs) {
            JsonNode job = client.job(id);
            List<String> names = new ArrayList<>();
            job.get("outputs").forEach(output -> names.add(output.get("name").asString()));
            assertThat(names)
                    .as("outputs of job %s", id)
                    .containsOnlyOnce("synthetic.csv")
                    .doesNotHaveDuplicates();
        }
        String csv = client.text("/v1/jobs/" + jobs.getLast() + "/result");
        assertThat(csv.lines().count()).as("header and rows").isEqualTo(ROWS + 1L);
    }

    private static void assertOneUsageEventPerMeter(List<UUID> jobs) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<UUID, List<BillingEvent>> byJob = UsageTopic.readAll(
                            stack.connection("kafka", "bootstrap_servers"), stack.connection("registry", "api"))
                    .stream()
                    .filter(event -> event.getUsage().getJobId() != null)
                    .collect(groupingBy(event -> event.getUsage().getJobId()));
            for (UUID job : jobs) {
                assertUsageOf(job, byJob.getOrDefault(job, List.of()));
            }
        });
    }

    /** A record may be on the topic twice, never with another id or another content: its receiver drops the repeat. */
    private static void assertUsageOf(UUID job, List<BillingEvent> events) {
        Map<String, UsageRecorded> usage = new HashMap<>();
        for (BillingEvent event : events) {
            assertThat(event.getId()).isEqualTo(job + ":" + event.getUsage().getMeter());
            UsageRecorded before = usage.put(event.getId(), event.getUsage());
            assertThat(before == null || before.equals(event.getUsage()))
                    .as("both records of %s say the same", event.getId())
                    .isTrue();
        }
        assertThat(usage).containsOnlyKeys(job + ":rows_generated", job + ":cpu_seconds");
        assertThat(usage.get(job + ":rows_generated"))
                .extracting(UsageRecorded::getQuantity)
                .satisfies(rows -> assertThat(rows).isEqualByComparingTo(Integer.toString(ROWS)));
    }

    /** The invoice is what all this is for: every row of every job once, whatever was killed meanwhile. */
    private static void assertInvoicedRows(GatewayClient client, BigDecimal rows) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(invoicedRows(client)).isEqualByComparingTo(rows));
    }

    private static BigDecimal invoicedRows(GatewayClient client) throws IOException, InterruptedException {
        BigDecimal rows = BigDecimal.ZERO;
        for (JsonNode meter : client.get("/v1/usage").get("meters")) {
            if (meter.get("meter").asString().equals("rows_generated")) {
                rows = rows.add(new BigDecimal(meter.get("quantity").asString()));
            }
        }
        return rows;
    }
}
