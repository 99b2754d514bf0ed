package io.inferloop.tabular.platform.outbox;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** What became of a row that was sent. */
sealed interface SendOutcome {

    /** All in-sync replicas have it. */
    record Acknowledged() implements SendOutcome {}

    /** No broker will ever take it. */
    record Poison(String reason) implements SendOutcome {}

    /** Not acknowledged; it may or may not have arrived. */
    record Failed(Throwable cause) implements SendOutcome {}

    static SendOutcome of(Throwable failure) {
        Throwable cause = (failure instanceof ExecutionException || failure instanceof CompletionException)
                        && failure.getCause() != null
                ? failure.getCause()
                : failure;
        boolean poison = cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException
                || cause instanceof InvalidTopicException
                || cause instanceof SerializationException
                || cause instanceof IllegalArgumentException;
        return poison ? new Poison(cause.getClass().getSimpleName() + ": " + cause.getMessage()) : new Failed(cause);
    }
}
