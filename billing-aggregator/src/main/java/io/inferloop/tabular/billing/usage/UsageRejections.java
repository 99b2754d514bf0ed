package io.inferloop.tabular.billing.usage;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what cannot be billed to the review sink, unchanged, and says so. */
final class UsageRejections {

    private static final Logger log = LoggerFactory.getLogger(UsageRejections.class);

    private final ProcessorContext<String, ? super byte[]> context;
    private final String reviewSink;
    private final UsageMetrics metrics;

    UsageRejections(ProcessorContext<String, ? super byte[]> context, UsageRoute route, UsageMetrics metrics) {
        this.context = context;
        this.reviewSink = route.review();
        this.metrics = metrics;
    }

    void reject(Record<String, byte[]> record, RejectedUsageException rejection) {
        RecordMetadata position = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("A usage record without a position"));
        log.warn(
                "Usage for organization {} at {}-{}@{} goes to review, {}: {}",
                record.key(),
                position.topic(),
                position.partition(),
                position.offset(),
                rejection.reason().code(),
                rejection.getMessage());
        metrics.rejected(rejection.reason());
        context.forward(UsageDeadLetter.of(record, rejection, position), reviewSink);
    }
}
