package io.inferloop.tabular.e2e;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Holds a system against a client's {@link Journal}: every 202 ends as exactly one job in one legal state with one visible
 * result and one charge per meter; usage and invoice say the same; nothing is left under way. It waits for what takes its
 * time, and never for long enough to hide that something is stuck.
 */
final class Oracle {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Set<String> LAST = Set.of("succeeded", "failed", "cancelled", "expired", "rejected");
    private static final int DOWNLOADS = 5;

    private final RunningStack stack;
    private final GatewayClient client;
    private final Tables tables;
    private final Set<UUID> jobsBefore;
    private final BigDecimal invoicedBefore;

    /** Of what comes from now on. */
    Oracle(RunningStack stack, GatewayClient client, Tables tables)
            throws IOException, InterruptedException, SQLException {
        this.stack = stack;
        this.client = client;
        this.tables = tables;
        this.jobsBefore = tables.jobs();
        this.invoicedBefore = invoicedRows();
    }

    /** Waits until every job of the journal has ended and holds all of it against what was promised. */
    void judge(Journal journal) throws IOException, InterruptedException, SQLException {
        Map<UUID, JsonNode> ends = ends(journal.all());
        for (Journal.Submission submission : journal.all()) {
            assertLegalEnd(submission, end(ends, submission));
        }
        await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .untilAsserted(() -> assertThat(tables.unrest()).isEmpty());
        Set<UUID> jobs = tables.jobs();
        jobs.removeAll(jobsBefore);
        assertThat(jobs).as("jobs in the tables, against the journal").isEqualTo(ends.keySet());
        assertChargedOnce(journal.all(), ends);
        assertInvoiced(journal.all(), ends);
        assertRealBytes(journal.all(), ends);
    }

    private Map<UUID, JsonNode> ends(Collection<Journal.Submission> submissions)
            throws IOException, InterruptedException {
        Map<UUID, JsonNode> ends = new HashMap<>();
        Instant giveUp = Instant.now().plus(PATIENCE);
        for (Journal.Submission submission : submissions) {
            JsonNode job = client.awaitEnd(submission.job(), Duration.ofSeconds(20));
            while (!LAST.contains(state(job)) && Instant.now().isBefore(giveUp)) {
                job = client.awaitEnd(submission.job(), Duration.ofSeconds(20));
            }
            ends.put(submission.job(), job);
        }
        return ends;
    }

    private static void assertLegalEnd(Journal.Submission submission, JsonNode job) {
        assertThat(state(job))
                .as("%s", job)
                .isIn(submission.cancelled() ? Set.of("succeeded", "cancelled") : Set.of("succeeded"));
        List<String> outputs = new ArrayList<>();
        job.get("outputs").forEach(output -> outputs.add(output.get("name").asString()));
        assertThat(outputs)
                .as("outputs of job %s", submission.job())
                .doesNotHaveDuplicates()
                .containsAll(succeeded(job) ? List.of(submission.order().mainOutput()) : List.of());
    }

    private void assertChargedOnce(Collection<Journal.Submission> submissions, Map<UUID, JsonNode> ends)
            throws IOException, InterruptedException {
        String kafka = stack.connection("kafka", "bootstrap_servers");
        String registry = stack.connection("registry", "api");
        Map<UUID, List<BillingEvent>> byJob = UsageTopic.readAll(kafka, registry).stream()
                .filter(event -> event.getUsage().getJobId() != null)
                .collect(groupingBy(event -> event.getUsage().getJobId()));
        for (Journal.Submission submission : submissions) {
            Map<String, Long> charged = charged(submission.job(), byJob.getOrDefault(submission.job(), List.of()));
            assertThat(charged)
                    .as("charges of job %s", submission.job())
                    .isEqualTo(
                            succeeded(end(ends, submission))
                                    ? submission.order().charges()
                                    : Map.of());
        }
    }

    /** A record may be on the topic twice, never with another id or another content: its receiver drops the repeat. */
    private static Map<String, Long> charged(UUID job, List<BillingEvent> events) {
        Map<String, UsageRecorded> byId = new HashMap<>();
        Map<String, Long> charged = new TreeMap<>();
        for (BillingEvent event : events) {
            assertThat(event.getId()).isEqualTo(job + ":" + event.getUsage().getMeter());
            UsageRecorded before = byId.putIfAbsent(event.getId(), event.getUsage());
            assertThat(before == null || before.equals(event.getUsage()))
                    .as("both records of %s say the same", event.getId())
                    .isTrue();
            if (!event.getUsage().getMeter().equals("cpu_seconds")) {
                charged.put(
                        event.getUsage().getMeter(),
                        event.getUsage().getQuantity().longValueExact());
            }
        }
        return charged;
    }

    /** What all this is for: the rows of every job once, whatever was killed meanwhile. */
    private void assertInvoiced(Collection<Journal.Submission> submissions, Map<UUID, JsonNode> ends) {
        long rows = submissions.stream()
                .filter(submission -> succeeded(end(ends, submission)))
                .mapToLong(submission -> submission.order().charges().getOrDefault("rows_generated", 0L))
                .sum();
        await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .untilAsserted(() -> assertThat(invoicedRows())
                        .as("rows on the invoice, against the journal")
                        .isEqualByComparingTo(invoicedBefore.add(BigDecimal.valueOf(rows))));
    }

    private BigDecimal invoicedRows() throws IOException, InterruptedException {
        BigDecimal rows = BigDecimal.ZERO;
        for (JsonNode meter : client.get("/v1/usage").get("meters")) {
            if (meter.get("meter").asString().equals("rows_generated")) {
                rows = rows.add(new BigDecimal(meter.get("quantity").asString()));
            }
        }
        return rows;
    }

    private void assertRealBytes(Collection<Journal.Submission> submissions, Map<UUID, JsonNode> ends)
            throws IOException, InterruptedException {
        List<Journal.Submission> some = submissions.stream()
                .filter(submission -> succeeded(end(ends, submission)))
                .limit(DOWNLOADS)
                .toList();
        assertThat(some).hasSize(DOWNLOADS);
        for (Journal.Submission submission : some) {
            String content = client.text("/v1/jobs/" + submission.job() + "/result");
            JsonNode output = output(end(ends, submission), submission.order().mainOutput());
            assertThat(sha256(content)).isEqualTo(output.get("sha256").asString());
            if (submission.order() instanceof Order.Generation generation) {
                assertThat(content.lines().count()).as("header and rows").isEqualTo(generation.rows() + 1);
            }
        }
    }

    private static JsonNode output(JsonNode job, String name) {
        for (JsonNode output : job.get("outputs")) {
            if (output.get("name").asString().equals(name)) {
                return output;
            }
        }
        throw new AssertionError("No output %s: %s".formatted(name, job));
    }

    private static JsonNode end(Map<UUID, JsonNode> ends, Journal.Submission submission) {
        return Objects.requireNonNull(ends.get(submission.job()));
    }

    private static boolean succeeded(JsonNode job) {
        return state(job).equals("succeeded");
    }

    private static String state(JsonNode job) {
        return job.get("state").asString();
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
