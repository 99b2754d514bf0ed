package io.inferloop.tabular.billing;

import static io.inferloop.tabular.billing.UsageEvents.ACME;
import static io.inferloop.tabular.billing.UsageEvents.DAY;
import static io.inferloop.tabular.billing.UsageEvents.GLOBEX;
import static io.inferloop.tabular.billing.UsageEvents.event;
import static io.inferloop.tabular.billing.UsageEvents.rows;
import static io.inferloop.tabular.billing.UsageEvents.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.InvoiceLine;
import io.inferloop.tabular.schemas.billing.InvoiceStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillingTopologyTest {

    @TempDir
    private Path state;

    @Test
    void everyNodeAndStoreIsNamedAsTheGoldenFileSays() throws IOException {
        try (TopologyHarness billing = new TopologyHarness(state);
                InputStream golden = getClass().getResourceAsStream("/billing-topology.txt")) {
            assertThat(billing.describe())
                    .isEqualToIgnoringNewLines(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void billsEveryEventOnceHoweverOftenItComes() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            for (int copy = 0; copy < 3; copy++) {
                billing.emit(rows(ACME, "job-1:rows_generated", "1000000"));
                billing.emit(rows(ACME, "job-2:rows_generated", "234567"));
            }
            Invoice invoice = only(billing.drafts());
            assertThat(invoice.getStatus()).isEqualTo(InvoiceStatus.DRAFT);
            assertThat(invoice.getSequence()).isEqualTo(2);
            assertThat(invoice.getTotal()).isEqualByComparingTo("405.17");
            assertThat(invoice.getLines())
                    .extracting(InvoiceLine::getAmount)
                    .satisfiesExactly(
                            fee -> assertThat(fee).isEqualByComparingTo("99.00"),
                            rows -> assertThat(rows).isEqualByComparingTo("306.17"));
            assertThat(billing.count("tabular.billing.usage.deduplicated")).isEqualTo(4);
            assertThat(billing.review()).isEmpty();
        }
    }

    @Test
    void theOrderOfEventsDoesNotChangeTheInvoice() {
        List<BillingEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String meter = List.of("rows_generated", "validations", "api_calls").get(i % 3);
            String plan = i % 7 == 0 ? "starter" : "professional";
            events.add(event(
                    ACME,
                    "e" + i,
                    usage(meter, "" + (1000 * i + 1))
                            .setPlan(plan)
                            .setPlanRevision("starter".equals(plan) ? 1 : 2)
                            .setOccurredAt(DAY.plusSeconds(i))
                            .build()));
        }
        List<BillingEvent> shuffled = new ArrayList<>(events);
        shuffled.addAll(events);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(only(draftsOf(shuffled, "shuffled"))).isEqualTo(only(draftsOf(events, "in-order")));
    }

    @Test
    void draftsOfAMonthCollapseUntilTheIntervalIsOver() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            billing.emit(rows(ACME, "a", "1000"));
            billing.emit(rows(ACME, "b", "1000"));
            assertThat(billing.invoices()).as("before the interval is over").isEmpty();
            assertThat(billing.drafts()).hasSize(1);
            assertThat(billing.drafts()).as("nothing changed").isEmpty();
            billing.emit(rows(ACME, "c", "1000"));
            assertThat(only(billing.drafts()).getSequence()).isEqualTo(3);
        }
    }

    @Test
    void organizationsDoNotMix() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            billing.emit(rows(ACME, "same-id", "200000"));
            billing.emit(rows(GLOBEX, "same-id", "300000"));
            assertThat(billing.drafts())
                    .extracting(
                            Invoice::getOrganizationId,
                            invoice -> invoice.getTotal().stripTrailingZeros().toPlainString())
                    .containsExactlyInAnyOrder(tuple(ACME, "144"), tuple(GLOBEX, "171"));
        }
    }

    @Test
    void theMonthEndsAtMidnightWhereTheOrganizationIs() {
        // Berlin is at UTC+2 until 25 October 2026 and at UTC+1 at the end of the month.
        assertThat(monthOf("Europe/Berlin", "2026-10-31T22:59:59Z")).isEqualTo("2026-10");
        assertThat(monthOf("Europe/Berlin", "2026-10-31T23:00:00Z")).isEqualTo("2026-11");
        assertThat(monthOf("Europe/Berlin", "2026-09-30T21:59:59Z")).isEqualTo("2026-09");
        assertThat(monthOf("Europe/Berlin", "2026-09-30T22:00:00Z")).isEqualTo("2026-10");
        assertThat(monthOf("America/New_York", "2026-11-01T03:59:59Z")).isEqualTo("2026-10");
        assertThat(monthOf("Pacific/Kiritimati", "2026-10-31T10:00:00Z")).isEqualTo("2026-11");
        assertThat(monthOf("UTC", "2024-02-29T23:59:59Z")).isEqualTo("2024-02");
    }

    @Test
    void whatCannotBeBilledGoesToReviewWithItsReasonAndBlocksNobody() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            billing.emitBytes(ACME.toString(), new byte[] {7, 7, 7}, DAY);
            billing.emitBytes(ACME.toString(), null, DAY);
            billing.emitBytes("somebody-else", TopologyHarness.bytes(rows(ACME, "a", "1")), DAY);
            billing.emit(rows(ACME, "b", "-1"));
            billing.emit(rows(ACME, "c", "0"));
            billing.emit(event(ACME, "d", usage("teleports", "1").build()));
            billing.emit(
                    event(ACME, "e", usage("validations", "1").setPlan("gold").build()));
            billing.emit(event(
                    ACME,
                    "f",
                    usage("validations", "1").setTimeZone("Mars/Olympus").build()));
            billing.emit(event(
                    ACME, "g", usage("validations", "1").setCurrency("EUR").build()));
            billing.emitAt(rows(ACME, "h", "1"), DAY.minus(Duration.ofMinutes(6)));
            billing.emitAt(rows(ACME, "i", "1"), DAY.plus(Duration.ofDays(101)));
            billing.emit(event(ACME, "j", null));
            billing.emit(rows(ACME, " ", "1"));
            billing.emit(rows(ACME, "good", "100000"));
            billing.emit(rows(ACME, "good", "200000"));

            assertThat(billing.review())
                    .extracting(record ->
                            TopologyHarness.header(record, "dlt-reason").split(":")[0])
                    .containsExactly(
                            "undecodable",
                            "no_usage",
                            "wrong_key",
                            "bad_quantity",
                            "bad_quantity",
                            "unknown_meter",
                            "unknown_plan",
                            "bad_time_zone",
                            "other_currency",
                            "far_future",
                            "too_old",
                            "no_usage",
                            "bad_identity",
                            "id_reused");
            Invoice invoice = only(billing.drafts());
            assertThat(invoice.getSequence()).isEqualTo(1);
            assertThat(invoice.getTotal()).isEqualByComparingTo("99.00");
            assertThat(billing.rejections()).isEqualTo(14);
        }
    }

    @Test
    void aDeadLetterIsTheRecordAsItCameWithItsPlaceInTheLog() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            billing.emit(rows(ACME, "good", "1"));
            billing.emitBytes(ACME.toString(), new byte[] {7, 7, 7}, DAY);
            TestRecord<String, byte[]> letter = only(billing.review());
            assertThat(letter.key()).isEqualTo(ACME.toString());
            assertThat(letter.value()).containsExactly(7, 7, 7);
            assertThat(TopologyHarness.header(letter, "dlt-original-topic")).isEqualTo("tabular.usage.v1");
            assertThat(TopologyHarness.header(letter, "dlt-original-partition")).isEqualTo("0");
            assertThat(TopologyHarness.header(letter, "dlt-original-offset")).isEqualTo("1");
            assertThat(TopologyHarness.header(letter, "dlt-original-timestamp")).isEqualTo(DAY.toString());
        }
    }

    @Test
    void aDeadLetterTooLargeToBeWrittenIsKeptWithoutItsValue() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            billing.emitBytes(ACME.toString(), new byte[1_000_000], DAY);
            TestRecord<String, byte[]> letter = only(billing.review());
            assertThat(letter.value()).isNull();
            assertThat(TopologyHarness.header(letter, "dlt-value-omitted")).isEqualTo("1000000");
        }
    }

    @Test
    void usageThatArrivesAfterItsMonthIsBilledInItAndCounted() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            billing.emitAt(rows(ACME, "late", "200000"), Instant.parse("2026-12-03T00:00:00Z"));
            assertThat(only(billing.drafts()).getPeriod()).isEqualTo("2026-11");
            assertThat(billing.count("tabular.billing.usage.late")).isEqualTo(1);
        }
    }

    @Test
    void aRegistryThatCannotBeReachedStopsTheThreadInsteadOfLosingTheEvent() {
        try (TopologyHarness billing = new TopologyHarness(state)) {
            assertThatThrownBy(() -> billing.emitBytes(ACME.toString(), TopologyHarness.UNREACHABLE_REGISTRY, DAY))
                    .isInstanceOf(StreamsException.class);
            assertThat(billing.review()).isEmpty();
        }
    }

    private String monthOf(String zone, String occurredAt) {
        Instant instant = Instant.parse(occurredAt);
        BillingEvent event = event(
                ACME,
                zone + occurredAt,
                usage("validations", "1")
                        .setTimeZone(zone)
                        .setOccurredAt(instant)
                        .build());
        try (TopologyHarness billing = new TopologyHarness(state.resolve(Integer.toString(event.hashCode())))) {
            billing.emitAt(event, instant);
            return only(billing.drafts()).getPeriod();
        }
    }

    private List<Invoice> draftsOf(List<BillingEvent> events, String name) {
        try (TopologyHarness billing = new TopologyHarness(state.resolve(name))) {
            events.forEach(event -> billing.emitAt(event, DAY.plusSeconds(3_600)));
            return billing.drafts();
        }
    }

    private static <T> T only(List<T> values) {
        assertThat(values).hasSize(1);
        return values.getFirst();
    }
}
