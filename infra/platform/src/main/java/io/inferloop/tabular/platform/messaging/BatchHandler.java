package io.inferloop.tabular.platform.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** What a service does with records. Called on the consumer's thread; with a concurrency above 1 by several threads, each with its own partitions. */
@FunctionalInterface
public interface BatchHandler<V extends SpecificRecord> {

    /**
     * Handles records in the order of each partition. They come again after a crash or a rebalance, so handling must be idempotent; the
     * batch is committed to Kafka only after this returned.
     *
     * <p>A {@link io.inferloop.tabular.platform.failure.FailureKind#RETRYABLE RETRYABLE} failure brings the same records again, for ever. Any other
     * failure brings them again one by one, and the one that fails alone goes to the dead letters: handling must leave nothing behind when it throws.
     */
    void handle(List<Received<V>> batch);

    /**
     * Says how far these partitions are handled, in time: <em>every record of them that was acknowledged to its producer before {@code asOf} has
     * been handled</em>, here or by an earlier owner of the partition. {@code asOf} is read from the consumer's {@link BatchConsumer.Builder#clock
     * clock} <em>before</em> the broker is asked where the partitions end, so the statement depends on no timestamp of a record and on no two
     * clocks that agree. It is not made while the broker is away or a batch is being retried: then nothing is known.
     *
     * <p>It stays true for ever, so a receiver keeps the latest instant per partition. A lease that ended before that instant has seen every
     * heartbeat that could have saved it. Called at most once per {@link BatchConsumer.Builder#caughtUpEvery interval}; a failure is logged
     * and the statement is made again later.
     */
    default void caughtUp(Set<Integer> partitions, Instant asOf) {}
}
