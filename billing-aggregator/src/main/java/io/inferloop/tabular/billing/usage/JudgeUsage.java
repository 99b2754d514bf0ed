package io.inferloop.tabular.billing.usage;

import io.inferloop.tabular.billing.pricing.PriceBooks;
import io.inferloop.tabular.billing.usage.RejectedUsageException.Reason;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** First node: bytes become usage events for the next node, or go to review with a reason. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
public final class JudgeUsage implements Processor<String, byte[], String, Object> {

    private final UsageDecoder decoder;
    private final UsageJudge judge;
    private final UsageRoute route;
    private final UsageMetrics metrics;

    private ProcessorContext<String, Object> context;
    private UsageRejections rejections;

    public JudgeUsage(
            UsageDecoder decoder, PriceBooks books, UsageWindow window, UsageRoute route, UsageMetrics metrics) {
        this.decoder = decoder;
        this.judge = new UsageJudge(books, window);
        this.route = route;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.rejections = new UsageRejections(context, route, metrics);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
            UsageEvent event = judge.judge(record.key(), decode(record.value()), appendedAt);
            context.forward(record.withValue(new JudgedUsage(event, record.value())), route.next());
        } catch (RejectedUsageException rejection) {
            rejections.reject(record, rejection);
        }
    }

    private BillingEvent decode(byte @Nullable [] value) throws RejectedUsageException {
        if (value == null) {
            throw new RejectedUsageException(Reason.NO_USAGE, "The record has no value");
        }
        try {
            return decoder.decode(value);
        } catch (UndecodableUsageException e) {
            throw new RejectedUsageException(Reason.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }
}
