package io.inferloop.tabular.billing;

import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The billing service as it is deployed, against real servers, and what a test wants to see of it. */
final class RunningBilling implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /** @param properties addresses; the state folder and the Streams application are the test's to choose */
    RunningBilling(Map<String, String> properties, String applicationId, Path stateDir) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("server.port", "0");
        all.put("spring.kafka.streams.application-id", applicationId);
        all.put("spring.kafka.streams.state-dir", stateDir.toString());
        all.put("tabular.billing.draft-interval", "200ms");
        // As arguments, because these win over the application's own file.
        String[] arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        this.context = new SpringApplicationBuilder(BillingApplication.class).run(arguments);
    }

    void emit(BillingEvent event) {
        messaging()
                .sender()
                .send(Topics.USAGE, event.getOrganizationId().toString(), event)
                .join();
    }

    void emitBytes(UUID organization, byte[] value) {
        messaging()
                .sender()
                .send(new OutboundRecord(Topics.USAGE.name(), organization.toString(), value, Map.of()))
                .join();
    }

    /** Total and sequence of the invoice in the ledger, empty if there is none. */
    List<Map<String, Object>> ledger(UUID organization) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT period, status, sequence, total, currency, plan FROM invoice WHERE organization_id = ?")
                .param(organization)
                .query()
                .listOfRows();
    }

    /** Every column of the organization's invoices and lines, as text in a fixed order. */
    List<String> ledgerRows(UUID organization) {
        return context.getBean(JdbcClient.class)
                .sql("""
                        SELECT to_jsonb(i)::text FROM invoice i WHERE organization_id = :organization
                        UNION ALL
                        (SELECT to_jsonb(l)::text FROM invoice_line l WHERE organization_id = :organization ORDER BY period, line)
                        """)
                .param("organization", organization)
                .query(String.class)
                .list();
    }

    List<Map<String, Object>> ledgerLines(UUID organization) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT description, amount FROM invoice_line WHERE organization_id = ? ORDER BY line")
                .param(organization)
                .query()
                .listOfRows();
    }

    /** All committed invoices of the organization on the topic, in order, as bytes. */
    List<byte[]> invoices(UUID organization) {
        return records(Topics.INVOICES.name(), Topics.INVOICES.partitions()).stream()
                .filter(record -> record.key().startsWith(organization.toString()))
                .map(ConsumerRecord::value)
                .toList();
    }

    Invoice decode(byte[] value) throws Exception {
        return messaging().codec().decode(Topics.INVOICES, value);
    }

    /** What went to review with the organization's key. */
    List<ConsumerRecord<String, byte[]>> review(UUID organization) {
        return records(Topics.USAGE.deadLetterName(), 1).stream()
                .filter(record -> organization.toString().equals(record.key()))
                .toList();
    }

    String url(String path) {
        return "http://127.0.0.1:%s%s"
                .formatted(context.getEnvironment().getRequiredProperty("local.server.port"), path);
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = messaging().clients().assignedConsumer("billing-test")) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private Messaging messaging() {
        return context.getBean(Messaging.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
