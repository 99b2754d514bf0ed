package io.inferloop.tabular.billing;

import io.inferloop.tabular.billing.invoice.DraftInvoices;
import io.inferloop.tabular.billing.invoice.DraftMetrics;
import io.inferloop.tabular.billing.invoice.InvoiceEncoder;
import io.inferloop.tabular.billing.pricing.PriceBooks;
import io.inferloop.tabular.billing.usage.DeduplicateUsage;
import io.inferloop.tabular.billing.usage.JudgeUsage;
import io.inferloop.tabular.billing.usage.UsageDecoder;
import io.inferloop.tabular.billing.usage.UsageMetrics;
import io.inferloop.tabular.billing.usage.UsageRoute;
import io.inferloop.tabular.billing.usage.UsageWindow;
import io.inferloop.tabular.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Usage events to draft invoices, in one pass without a repartition: usage is keyed by organization, and everything
 * that is remembered belongs to one. Every node and store is named, because the names are in the changelog topics.
 *
 * <p>What comes out depends on the log and the price books alone, never on a clock: a replay from offset 0 gives the
 * same invoices. The clock decides only how often a changed month is drafted.
 */
public final class BillingTopology {

    private static final String USAGE = "usage-events";
    private static final String JUDGE = "judge-usage";
    private static final String DEDUPLICATE = "deduplicate-usage";
    private static final String DRAFT = "draft-invoices";
    private static final String INVOICES = "invoices";
    private static final String REVIEW = "usage-for-review";

    private final PriceBooks books;
    private final UsageDecoder decoder;
    private final InvoiceEncoder encoder;
    private final UsageWindow window;
    private final Duration draftInterval;
    private final UsageMetrics usageMetrics;
    private final DraftMetrics draftMetrics;

    public BillingTopology(
            PriceBooks books,
            UsageDecoder decoder,
            InvoiceEncoder encoder,
            UsageWindow window,
            Duration draftInterval,
            MeterRegistry meters) {
        this.books = books;
        this.decoder = decoder;
        this.encoder = encoder;
        this.window = window;
        this.draftInterval = draftInterval;
        this.usageMetrics = new UsageMetrics(meters);
        this.draftMetrics = new DraftMetrics(meters);
    }

    public Topology build() {
        StringSerializer keys = new StringSerializer();
        ByteArraySerializer values = new ByteArraySerializer();
        UsageRoute toDeduplicate = new UsageRoute(DEDUPLICATE, REVIEW);
        UsageRoute toDraft = new UsageRoute(DRAFT, REVIEW);
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        USAGE,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.USAGE.name())
                .addProcessor(JUDGE, () -> new JudgeUsage(decoder, books, window, toDeduplicate, usageMetrics), USAGE)
                .addProcessor(DEDUPLICATE, () -> new DeduplicateUsage(toDraft, usageMetrics), JUDGE)
                .addProcessor(DRAFT, () -> new DraftInvoices(books, encoder, draftInterval, draftMetrics), DEDUPLICATE)
                .addStateStore(DeduplicateUsage.store(), DEDUPLICATE)
                .addStateStore(DraftInvoices.months(), DRAFT)
                .addStateStore(DraftInvoices.changed(), DRAFT)
                .addSink(INVOICES, Topics.INVOICES.name(), keys, values, DRAFT)
                .addSink(REVIEW, Topics.USAGE.deadLetterName(), keys, values, JUDGE, DEDUPLICATE);
    }
}
