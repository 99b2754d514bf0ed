package io.inferloop.tabular.billing.usage;

import io.inferloop.tabular.billing.usage.RejectedUsageException.Reason;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Second node: lets the first event of each (organization, source, id) through and drops its repeats. Remembering it and
 * counting it commit in one Kafka transaction, so there is no moment at which an event is seen but not billed. An id
 * that comes back with other content is no repeat: it goes to review.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
public final class DeduplicateUsage implements Processor<String, JudgedUsage, String, Object> {

    public static final String STORE = "seen-usage";

    private final UsageRoute route;
    private final UsageMetrics metrics;

    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, String> seen;
    private UsageRejections rejections;

    public DeduplicateUsage(UsageRoute route, UsageMetrics metrics) {
        this.route = route;
        this.metrics = metrics;
    }

    /** Identity to fingerprint. Not cached: nearly every key is read once and written once. */
    public static StoreBuilder<KeyValueStore<String, String>> store() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.String())
                .withCachingDisabled();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.seen = context.getStateStore(STORE);
        this.rejections = new UsageRejections(context, route, metrics);
    }

    @Override
    public void process(Record<String, JudgedUsage> record) {
        UsageEvent event = record.value().event();
        String fingerprint = event.fingerprint();
        String known = seen.putIfAbsent(event.identity(), fingerprint);
        if (known == null) {
            metrics.accepted();
            context.forward(record.withValue(event), route.next());
        } else if (known.equals(fingerprint)) {
            metrics.deduplicated();
        } else {
            rejections.reject(
                    record.withValue(record.value().raw()),
                    new RejectedUsageException(
                            Reason.ID_REUSED,
                            "Source %s used id %s for '%s' and now for '%s'"
                                    .formatted(event.source(), event.id(), known, fingerprint)));
        }
    }
}
