package io.inferloop.tabular.platform.outbox;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends rows in order without waiting for each, then waits for all. */
final class RowSender {

    private static final long LOOK_MILLIS = 200;

    private final Producer<String, byte[]> producer;
    private final List<OutboxHeaders> decorators;
    private final InstantSource clock;

    RowSender(Producer<String, byte[]> producer, List<OutboxHeaders> decorators, InstantSource clock) {
        this.producer = producer;
        this.decorators = decorators;
        this.clock = clock;
    }

    /**
     * Sends the rows and waits for all of them.
     *
     * @param giveUp looked at while waiting; once true, what is not acknowledged counts as failed
     * @return the outcome of each row, in the rows' order
     */
    List<SendOutcome> send(List<OutboxRow> rows, BooleanSupplier giveUp) throws InterruptedException {
        List<CompletableFuture<SendOutcome>> sent = new ArrayList<>(rows.size());
        Set<String> unreachableTopics = new HashSet<>();
        Set<OutboxRow.RowKey> brokenKeys = new HashSet<>();
        for (OutboxRow row : rows) {
            if (unreachableTopics.contains(row.record().topic()) || brokenKeys.contains(row.key())) {
                sent.add(CompletableFuture.completedFuture(
                        new SendOutcome.Failed(new CancellationException("an earlier row failed"))));
                continue;
            }
            CompletableFuture<SendOutcome> outcome = send(row.record());
            if (outcome.isDone() && outcome.join() instanceof SendOutcome.Failed failed) {
                // Failing at once means that the producer waited in vain for the topic or for memory; each further row
                // would wait as long.
                brokenKeys.add(row.key());
                if (failed.cause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                    unreachableTopics.add(row.record().topic());
                }
            }
            sent.add(outcome);
        }
        List<SendOutcome> outcomes = new ArrayList<>(rows.size());
        for (CompletableFuture<SendOutcome> outcome : sent) {
            outcomes.add(await(outcome, giveUp));
        }
        return outcomes;
    }

    private CompletableFuture<SendOutcome> send(OutboundRecord record) {
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        try {
            ProducerRecord<String, byte[]> out = new ProducerRecord<>(record.topic(), record.key(), record.value());
            record.headers().forEach(out.headers()::add);
            for (OutboxHeaders decorator : decorators) {
                decorator.headersFor(record, clock.instant()).forEach(out.headers()::add);
            }
            producer.send(
                    out,
                    (metadata, failure) -> outcome.complete(
                            failure == null ? new SendOutcome.Acknowledged() : SendOutcome.of(failure)));
        } catch (RuntimeException refused) {
            outcome.complete(SendOutcome.of(refused));
        }
        return outcome;
    }

    private static SendOutcome await(CompletableFuture<SendOutcome> outcome, BooleanSupplier giveUp)
            throws InterruptedException {
        while (true) {
            try {
                return outcome.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException pending) {
                if (giveUp.getAsBoolean()) {
                    return new SendOutcome.Failed(pending);
                }
            } catch (ExecutionException e) {
                return new SendOutcome.Failed(e);
            }
        }
    }
}
