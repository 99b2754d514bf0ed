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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
                PriceBookDocuments.fromYaml(properties.priceBook().getDescription(), yaml), messaging.sender());
    }

    @Bean
    CompactedTopicReader<PriceBook> publishedPriceBooks(PriceBookCatalogue catalogue, Messaging messaging) {
        return new CompactedTopicReader<>(Topics.PRICE_BOOK, messaging, catalogue::take);
    }

    @Bean
    BillingStreams billingStreams(PriceBookCatalogue catalogue, BillingProperties properties, Messaging messaging) {
        return new BillingStreams(
                () -> new BillingTopology(
                                catalogue.books(),
                                usageDecoder(messaging.codec()),
                                invoice -> messaging.codec().encode(Topics.INVOICES, invoice),
                                properties.usageWindow(),
                                properties.draftInterval(),
                                messaging.meters())
                        .build(),
                messaging.clients().common(),
                properties.streams(),
                messaging.meters(),
                messaging.clock());
    }

    @Bean
    StreamsHealth streamsHealthIndicator(BillingStreams streams) {
        return new StreamsHealth(streams);
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
