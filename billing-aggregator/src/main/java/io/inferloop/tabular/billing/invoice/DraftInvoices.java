package io.inferloop.tabular.billing.invoice;

import io.inferloop.tabular.billing.period.BillingMonth;
import io.inferloop.tabular.billing.period.MonthUsage;
import io.inferloop.tabular.billing.period.MonthUsageSerde;
import io.inferloop.tabular.billing.pricing.PriceBook;
import io.inferloop.tabular.billing.pricing.PriceBooks;
import io.inferloop.tabular.billing.usage.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Third node: adds each event to its month and, every so often, drafts the months that changed. One draft stands for
 * all events since the last one; the clock decides only how many drafts there are, never what is in one.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
public final class DraftInvoices implements Processor<String, UsageEvent, String, byte[]> {

    public static final String MONTHS = "month-usage";
    public static final String CHANGED = "changed-months";

    private final PriceBooks books;
    private final InvoiceEncoder encoder;
    private final Duration interval;
    private final DraftMetrics metrics;

    private final TreeSet<String> marked = new TreeSet<>();
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, MonthUsage> months;
    private KeyValueStore<String, Long> changed;

    /** @param interval how long changes are collected before a draft is written */
    public DraftInvoices(PriceBooks books, InvoiceEncoder encoder, Duration interval, DraftMetrics metrics) {
        this.books = books;
        this.encoder = encoder;
        this.interval = interval;
        this.metrics = metrics;
    }

    /** Organization and month to what was used. Cached: one month takes many events in a row. */
    public static StoreBuilder<KeyValueStore<String, MonthUsage>> months() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MONTHS), Serdes.String(), MonthUsageSerde.serde())
                .withCachingEnabled();
    }

    /** Months that changed since their last draft, so that a restart forgets none. */
    public static StoreBuilder<KeyValueStore<String, Long>> changed() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(CHANGED), Serdes.String(), Serdes.Long())
                .withCachingDisabled();
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.months = context.getStateStore(MONTHS);
        this.changed = context.getStateStore(CHANGED);
        marked.clear();
        try (KeyValueIterator<String, Long> left = changed.all()) {
            while (left.hasNext()) {
                KeyValue<String, Long> month = left.next();
                marked.add(month.key);
            }
        }
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, now -> draftChanged());
    }

    @Override
    public void process(Record<String, UsageEvent> record) {
        UsageEvent event = record.value();
        String key = event.month().key();
        MonthUsage before = months.get(key);
        MonthUsage after = (before == null ? MonthUsage.NONE : before)
                .plus(event.plan(), event.planRevision(), event.meter(), event.quantity(), event.occurredAt());
        months.put(key, after);
        if (marked.add(key)) {
            changed.put(key, after.sequence());
        }
        // UTC is near enough for a gauge of lateness; the month itself was decided in the organization's zone.
        if (YearMonth.from(Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC))
                .isAfter(event.month().month())) {
            metrics.late();
        }
    }

    private void draftChanged() {
        for (String key : List.copyOf(marked)) {
            DraftInvoice draft = draft(BillingMonth.parse(key), months.get(key));
            context.forward(new Record<>(
                    key,
                    encoder.encode(InvoiceRecords.draft(draft)),
                    draft.updatedAt().toEpochMilli(),
                    new RecordHeaders()));
            changed.delete(key);
            marked.remove(key);
            metrics.drafted();
        }
    }

    private DraftInvoice draft(BillingMonth month, MonthUsage usage) {
        PriceBook book = books.of(month.month())
                .orElseThrow(() -> new IllegalStateException("No price book covers " + month.key()));
        return InvoiceDrafter.draft(month, usage, book);
    }
}
