package io.inferloop.tabular.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records that cannot be handled: on {@code <topic>.dlt}, same key, same bytes, their headers but the signature, and headers that say why.
 */
public final class DeadLetters {

    /** Why it is here, in a sentence. */
    public static final String REASON = "dlt-reason";

    /** Class and message of the failure. */
    public static final String EXCEPTION = "dlt-exception";

    public static final String ORIGINAL_TOPIC = "dlt-original-topic";
    public static final String ORIGINAL_PARTITION = "dlt-original-partition";
    public static final String ORIGINAL_OFFSET = "dlt-original-offset";

    /** ISO 8601. */
    public static final String ORIGINAL_TIMESTAMP = "dlt-original-timestamp";

    /** Size in bytes of a value that was too large to be kept; only then. */
    public static final String VALUE_OMITTED = "dlt-value-omitted";

    /** Never copied: who reads dead letters must not be able to replay a command as somebody else. */
    private static final String SIGNATURE = io.inferloop.tabular.platform.security.CommandSignature.HEADER;

    private static final int MAX_TEXT = 2_000;

    private final RecordSender sender;

    public DeadLetters(RecordSender sender) {
        this.sender = sender;
    }

    /**
     * Keeps a record that cannot be processed, with the reason.
     *
     * @return completes when the record is kept; a record is done with only then
     */
    public CompletableFuture<RecordMetadata> send(Received<?> record, String reason, @Nullable Throwable cause) {
        return send(RawRecord.of(record), reason, cause);
    }

    CompletableFuture<RecordMetadata> send(RawRecord record, String reason, @Nullable Throwable cause) {
        return sender.send(letter(record, record.value(), reason, cause)).exceptionallyCompose(failure -> {
            Throwable unwrapped =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            byte[] value = record.value();
            if (!(unwrapped instanceof RecordTooLargeException) || value == null) {
                return CompletableFuture.failedFuture(unwrapped);
            }
            // The original just fitted; with the reason on top it does not. The rest is worth more than nothing.
            ProducerRecord<String, byte[]> shorter = letter(record, null, reason, cause);
            shorter.headers().add(VALUE_OMITTED, text(Integer.toString(value.length)));
            return sender.send(shorter);
        });
    }

    private static ProducerRecord<String, byte[]> letter(
            RawRecord record, byte @Nullable [] value, String reason, @Nullable Throwable cause) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(record.topic() + ".dlt", record.key(), value);
        Headers headers = letter.headers();
        for (Header header : record.headers()) {
            if (!header.key().equals(SIGNATURE)) {
                headers.add(header);
            }
        }
        headers.add(REASON, text(reason));
        if (cause != null) {
            headers.add(EXCEPTION, text(cause.getClass().getName() + ": " + cause.getMessage()));
        }
        headers.add(ORIGINAL_TOPIC, text(record.topic()));
        headers.add(ORIGINAL_PARTITION, text(Integer.toString(record.partition())));
        headers.add(ORIGINAL_OFFSET, text(Long.toString(record.offset())));
        headers.add(ORIGINAL_TIMESTAMP, text(record.appendedAt().toString()));
        return letter;
    }

    private static byte[] text(String value) {
        return (value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) + "..." : value)
                .getBytes(StandardCharsets.UTF_8);
    }
}
