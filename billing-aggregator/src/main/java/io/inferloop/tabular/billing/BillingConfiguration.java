package io.inferloop.tabular.billing;

import io.inferloop.tabular.billing.invoice.InvoiceLedger;
import io.inferloop.tabular.billing.pricing.PriceBookDocuments;
import io.inferloop.tabular.billing.usage.UndecodableUsageException;
import io.inferloop.tabular.billing.usage.UsageDecoder;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.BatchConsumer;
import io.inferloop.tabular.platform.messaging.CompactedTopicReader;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.PriceBook;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the service together. The order of starting is in the phases: price book topic, catalogue, streams and ledger. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BillingProperties.class)
class BillingConfiguration {

    @Bean
    PriceBookCatalogue priceBookCatalogue(BillingProperties properties, Messaging messaging) throws IOException {
        String yaml = properties.priceBook().getContentAsString(StandardCharsets.UTF_8);
        return new PriceBookCatalogue(
                PriceBookDocuments.fromYaml(properties.priceBook().getDescription(), yaml),
                book -> messaging
                        .sender()
                        .send(Topics.PRICE_BOOK, book.getVersion(), book)
                        .join());
    }

    @Bean
    CompactedTopicReader<PriceBook> publishedPriceBooks(PriceBookCatalogue catalogue, Messaging messaging) {
        return new CompactedTopicReader<>(
                Topics.PRICE_BOOK, messaging, received -> catalogue.take(received.required()));
    }

    /** Boot's settings for Streams; how to reach the cluster is the same for all clients. */
    private static Map<String, Object> settings(KafkaProperties kafka, Messaging messaging) {
        Map<String, Object> settings = new HashMap<>(kafka.buildStreamsProperties());
        settings.putAll(messaging.clients().common());
        return settings;
    }

    @Bean
    BillingStreams billingStreams(
            PriceBookCatalogue catalogue, BillingProperties properties, KafkaProperties kafka, Messaging messaging) {
        return new BillingStreams(
                () -> new BillingTopology(
                                catalogue.books(),
                                usageDecoder(messaging.codec()),
                                invoice -> messaging.codec().encode(Topics.INVOICES, invoice),
                                properties.usageWindow(),
                                properties.draftInterval(),
                                messaging.meters())
                        .build(),
                settings(kafka, messaging),
                properties.storeMemory(),
                messaging.meters(),
                messaging.clock());
    }

    @Bean
    StreamsHealth streamsReadyHealthIndicator(BillingStreams streams) {
        return StreamsHealth.ready(streams::state);
    }

    @Bean
    StreamsHealth streamsAliveHealthIndicator(BillingStreams streams) {
        return StreamsHealth.alive(streams::state);
    }

    @Bean
    InvoiceLedger invoiceLedger(JdbcClient jdbc, TransactionOperations transactions) {
        return new InvoiceLedger(jdbc, transactions);
    }

    @Bean
    BatchConsumer<Invoice> ledgerConsumer(InvoiceLedger ledger, Messaging messaging) {
        return BatchConsumer.of(Topics.INVOICES, "billing-ledger")
                .handler(ledger::record)
                .build(messaging);
    }

    private static UsageDecoder usageDecoder(AvroCodec codec) {
        return value -> {
            try {
                return codec.decode(Topics.USAGE, value);
            } catch (UndecodableRecordException e) {
                throw new UndecodableUsageException(String.valueOf(e.getMessage()), e);
            }
        };
    }
}
