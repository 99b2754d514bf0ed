package io.inferloop.tabular.platform.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how far partitions are handled in time. A mark is an instant and the end of the partition that the broker named after it; reaching that end proves that all that was
 * acknowledged before the instant is handled. Asked only between batches, when the consumer's position is what was handled.
 */
final class CaughtUpMarks {

    private static final Logger log = LoggerFactory.getLogger(CaughtUpMarks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final long intervalNanos;
    private final BatchHandler<?> handler;
    private final Map<TopicPartition, Mark> marks = new HashMap<>();
    private long nextProbe = System.nanoTime();

    CaughtUpMarks(InstantSource clock, Duration interval, BatchHandler<?> handler) {
        this.clock = clock;
        this.intervalNanos = interval.toNanos();
        this.handler = handler;
    }

    /** To be called when nothing polled is unhandled. */
    void advance(Consumer<?, ?> consumer) {
        try {
            if (System.nanoTime() - nextProbe >= 0) {
                nextProbe = System.nanoTime() + intervalNanos;
                probe(consumer);
            }
            state(consumer);
        } catch (WakeupException stop) {
            throw stop;
        } catch (RuntimeException unknown) {
            // Not knowing is a state of its own: nobody's lease expires on it. The next interval tries again.
            log.info("How far {} are handled is not known: {}", consumer.assignment(), unknown.toString());
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        marks.keySet().removeAll(partitions);
    }

    private void probe(Consumer<?, ?> consumer) {
        Set<TopicPartition> unmarked = new HashSet<>(consumer.assignment());
        unmarked.removeAll(marks.keySet());
        if (unmarked.isEmpty()) {
            return;
        }
        Instant asOf = clock.instant();
        consumer.endOffsets(unmarked, PATIENCE).forEach((partition, end) -> marks.put(partition, new Mark(asOf, end)));
    }

    private void state(Consumer<?, ?> consumer) {
        Map<Instant, Set<Integer>> reached = new TreeMap<>();
        for (Iterator<Map.Entry<TopicPartition, Mark>> each = marks.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<TopicPartition, Mark> entry = each.next();
            Mark mark = entry.getValue();
            if (consumer.position(entry.getKey(), PATIENCE) >= mark.end()) {
                reached.computeIfAbsent(mark.asOf(), none -> new HashSet<>())
                        .add(entry.getKey().partition());
                each.remove();
            }
        }
        reached.forEach((asOf, partitions) -> handler.caughtUp(Set.copyOf(partitions), asOf));
    }

    private record Mark(Instant asOf, long end) {}
}
