package io.inferloop.tabular.billing;

import io.inferloop.tabular.billing.pricing.Books;
import io.inferloop.tabular.billing.pricing.PriceBooks;
import io.inferloop.tabular.billing.usage.UndecodableUsageException;
import io.inferloop.tabular.billing.usage.UsageWindow;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology without Kafka: events go in as if a broker had appended them, drafts come out when the clock is moved. */
final class TopologyHarness implements AutoCloseable {

    static final byte[] UNREACHABLE_REGISTRY = {9};

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Topology topology;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> usage;
    private final TestOutputTopic<String, byte[]> invoices;
    private final TestOutputTopic<String, byte[]> review;

    TopologyHarness(Path state) {
        this.topology = new BillingTopology(
                        new PriceBooks(Books.all().stream()
                                .map(document -> document.book())
                                .toList()),
                        TopologyHarness::decode,
                        TopologyHarness::encode,
                        new UsageWindow(Duration.ofMinutes(5), Duration.ofDays(100)),
                        INTERVAL,
                        meters)
                .build();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "billing-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        this.driver = new TopologyTestDriver(topology, properties, DAY_START);
        this.usage = driver.createInputTopic(Topics.USAGE.name(), new StringSerializer(), new ByteArraySerializer());
        this.invoices =
                driver.createOutputTopic(Topics.INVOICES.name(), new StringDeserializer(), new ByteArrayDeserializer());
        this.review = driver.createOutputTopic(
                Topics.USAGE.deadLetterName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static final Instant DAY_START = UsageEvents.DAY;

    void emit(BillingEvent event) {
        emitAt(event, UsageEvents.DAY);
    }

    void emitAt(BillingEvent event, Instant appendedAt) {
        emitBytes(event.getOrganizationId().toString(), bytes(event), appendedAt);
    }

    void emitBytes(String key, byte @Nullable [] value, Instant appendedAt) {
        usage.pipeInput(new TestRecord<>(key, value, appendedAt));
    }

    /** Lets the interval pass and gives the drafts that it brings. */
    List<Invoice> drafts() {
        driver.advanceWallClockTime(INTERVAL);
        return invoices();
    }

    List<Invoice> invoices() {
        return invoices.readValuesToList().stream()
                .map(TopologyHarness::invoice)
                .toList();
    }

    List<TestRecord<String, byte[]>> review() {
        return review.readRecordsToList();
    }

    double count(String name) {
        return meters.counter(name).count();
    }

    double rejections() {
        return meters.find("tabular.billing.usage.rejected").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    String describe() {
        return topology.describe().toString();
    }

    static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(BillingEvent event) {
        try {
            return BillingEvent.getEncoder().encode(event).array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BillingEvent decode(byte[] value) throws UndecodableUsageException {
        if (value == UNREACHABLE_REGISTRY) {
            throw new IllegalStateException("The registry does not answer");
        }
        try {
            return BillingEvent.getDecoder().decode(value);
        } catch (IOException | RuntimeException e) {
            throw new UndecodableUsageException("no Avro: " + e.getMessage(), e);
        }
    }

    private static byte[] encode(Invoice invoice) {
        try {
            ByteBuffer buffer = Invoice.getEncoder().encode(invoice);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Invoice invoice(byte[] value) {
        try {
            return Invoice.getDecoder().decode(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
