package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.idempotency.Fingerprint;
import io.inferloop.tabular.gateway.idempotency.RequestKey;
import io.inferloop.tabular.gateway.idempotency.StoredAnswer;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import java.util.Optional;

/** Everything that one accepted job leaves in the database. */
record Submission(
        Job job, OutboundRecord command, Optional<RequestKey> key, Fingerprint fingerprint, StoredAnswer answer) {

    byte[] commandBytes() {
        byte[] value = command.value();
        if (value == null) {
            throw new IllegalStateException("Job %s: a command without a value".formatted(job.id()));
        }
        return value;
    }
}
