package io.inferloop.tabular.billing.usage;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Says on a dead letter why it is one and where it came from, by the names that every dead letter here has. */
final class DeadLetterHeaders {

    private DeadLetterHeaders() {}

    static Headers of(
            Headers original, RejectedUsageException rejection, RecordMetadata position, long appendedAtMillis) {
        Headers headers = new RecordHeaders(original);
        put(headers, "dlt-reason", rejection.reason().code() + ": " + rejection.getMessage());
        put(headers, "dlt-exception", RejectedUsageException.class.getName());
        put(headers, "dlt-original-topic", position.topic());
        put(headers, "dlt-original-partition", Integer.toString(position.partition()));
        put(headers, "dlt-original-offset", Long.toString(position.offset()));
        put(headers, "dlt-original-timestamp", Long.toString(appendedAtMillis));
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
