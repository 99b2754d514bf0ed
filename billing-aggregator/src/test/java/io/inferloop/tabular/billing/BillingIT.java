package io.inferloop.tabular.billing;

import static io.inferloop.tabular.billing.UsageEvents.event;
import static io.inferloop.tabular.billing.UsageEvents.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.InvoiceLine;
import io.inferloop.tabular.schemas.billing.TierCharge;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import io.inferloop.tabular.schemas.topic.SchemaRegistrar;
import io.inferloop.tabular.schemas.topic.TopicProvisioner;
import io.inferloop.tabular.standalone.server.KafkaAddress;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestDatabase;
import io.inferloop.tabular.testsupport.TestServers;
import io.inferloop.tabular.testsupport.WithServers;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithServers({ServerKind.KAFKA, ServerKind.REGISTRY, ServerKind.POSTGRES})
class BillingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestServers servers;
    private final Map<String, String> properties;
    private final UUID organization = UUID.randomUUID();
    private final String application = "billing-" + organization;
    private final Instant now = Instant.now();

    @TempDir
    private Path scratch;

    BillingIT(TestServers servers, KafkaAddress kafka, RegistryAddress registry) {
        this.servers = servers;
        this.properties = Map.of(
                "spring.kafka.bootstrap-servers", kafka.bootstrapServers(),
                "tabular.registry.url", registry.apiUrl().toString());
    }

    @BeforeEach
    void provision() throws Exception {
        try (Admin admin = servers.kafka().admin();
                HttpClient http = HttpClient.newHttpClient()) {
            new TopicProvisioner(admin).provision();
            new SchemaRegistrar(http, servers.registry().confluentUrl()).registerAll();
        }
    }

    @Test
    void billsOneMillionTwoHundredThirtyFourThousandRowsOnProfessionalOnRealServers() throws Exception {
        TestDatabase database = servers.freshDatabase();
        try (RunningBilling billing = start(database, application, "first")) {
            emitMonth(billing);
            billing.emitBytes(organization, new byte[] {1, 2, 3});
            emitMonth(billing);

            awaitTotal(billing, "405.17", 4);
            assertThat(billing.ledgerLines(organization))
                    .containsExactly(
                            Map.of(
                                    "description",
                                    "professional plan: base fee for " + month(),
                                    "amount",
                                    new BigDecimal("99.00")),
                            Map.of(
                                    "description",
                                    "rows_generated: 1 234 567 rows, 100 000 included, 1 134 567 billable: 340.18505 less 10 % = 306.17",
                                    "amount",
                                    new BigDecimal("306.17")));

            Invoice invoice = billing.decode(billing.invoices(organization).getLast());
            assertThat(invoice.getTotal()).isEqualByComparingTo("405.17");
            InvoiceLine rows = invoice.getLines().get(1);
            assertThat(rows.getGrossAmount()).isEqualByComparingTo("340.18505");
            assertThat(rows.getTiers())
                    .extracting(TierCharge::getDescription)
                    .containsExactly(
                            "first 100 000 at 0.50 per 1 000 = 50.00",
                            "next 900 000 at 0.30 per 1 000 = 270.00",
                            "next 134 567 at 0.15 per 1 000 = 20.18505");

            assertThat(billing.review(organization)).singleElement().satisfies(letter -> {
                assertThat(letter.value()).containsExactly(1, 2, 3);
                assertThat(new String(letter.headers().lastHeader("dlt-reason").value(), StandardCharsets.UTF_8))
                        .startsWith("undecodable: ");
            });
            assertThat(statusOf(billing.url("/ready"))).isEqualTo(200);
            assertThat(statusOf(billing.url("/health"))).isEqualTo(200);
        }
    }

    @Test
    void aLostStateFolderAndAReplayFromTheBeginningGiveTheSameInvoiceByteForByte() throws Exception {
        TestDatabase database = servers.freshDatabase();
        List<String> rows;
        byte[] invoice;
        try (RunningBilling billing = start(database, application, "first")) {
            emitMonth(billing);
            awaitTotal(billing, "405.17", 4);
            invoice = billing.invoices(organization).getLast();
        }

        try (RunningBilling billing = start(database, application, "empty-state-folder")) {
            emitMonth(billing);
            BillingEvent free = event(organization, "job-9:cpu_seconds", at(usage("cpu_seconds", "3")));
            billing.emit(free);
            awaitTotal(billing, "405.17", 5);
            rows = billing.ledgerRows(organization);
        }

        TestDatabase empty = servers.freshDatabase();
        try (RunningBilling billing = start(empty, application + "-replay", "replay")) {
            awaitTotal(billing, "405.17", 5);
            assertThat(billing.ledgerRows(organization)).isEqualTo(rows);
            Map<Long, byte[]> drafts = new HashMap<>();
            List<byte[]> all = billing.invoices(organization);
            Invoice last = billing.decode(all.getLast());
            assertThat(last.getSequence()).isEqualTo(5);
            for (byte[] draft : all) {
                drafts.putIfAbsent(sequence(billing, draft), draft);
                assertThat(draft).isEqualTo(drafts.get(sequence(billing, draft)));
            }
            assertThat(drafts.get(4L)).isEqualTo(invoice);
        }
    }

    private RunningBilling start(TestDatabase database, String applicationId, String folder) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("spring.datasource.url", database.jdbcUrl());
        all.put("spring.datasource.username", database.user());
        all.put("spring.datasource.password", database.password());
        return new RunningBilling(all, applicationId, scratch.resolve(folder));
    }

    /** 1 234 567 rows in four jobs. */
    private void emitMonth(RunningBilling billing) {
        billing.emit(rows("job-1", "1000000"));
        billing.emit(rows("job-2", "200000"));
        billing.emit(rows("job-3", "34566"));
        billing.emit(rows("job-4", "1"));
    }

    private BillingEvent rows(String job, String quantity) {
        return event(organization, job + ":rows_generated", at(usage("rows_generated", quantity)));
    }

    private UsageRecorded at(UsageRecorded.Builder usage) {
        return usage.setOccurredAt(now).build();
    }

    private String month() {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString();
    }

    private void awaitTotal(RunningBilling billing, String total, long sequence) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(billing.ledger(organization))
                        .singleElement()
                        .satisfies(invoice -> {
                            assertThat(invoice)
                                    .containsEntry("sequence", sequence)
                                    .containsEntry("status", "DRAFT");
                            assertThat(invoice.get("total")).isEqualTo(new BigDecimal(total));
                        }));
    }

    private static long sequence(RunningBilling billing, byte[] value) {
        try {
            return billing.decode(value).getSequence();
        } catch (Exception e) {
            throw new AssertionError("An invoice on the topic cannot be read", e);
        }
    }

    private static int statusOf(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
