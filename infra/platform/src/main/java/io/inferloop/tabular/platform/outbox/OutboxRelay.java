package io.inferloop.tabular.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what the {@link Outbox} stored, at least once and in the order of each key, and deletes it when Kafka has it.
 *
 * <ul>
 *   <li>Sixteen shards, each owned by one relay at a time through a session advisory lock (schema, shard). Whoever comes first takes all; others stand by and take over what is given up.
 *       One relay sends tens of thousands of rows a second, so sharing is for surviving, not for speed.
 *   <li>Rows leave by id, pipelined over one idempotent producer. Of each key only the prefix that Kafka acknowledged is deleted: when a row fails, nothing after it of its key is
 *       deleted, and the key is sent again from that row.
 *   <li>The locks live on the connection that reads and deletes. When it breaks, the relay drops its producer with all that was not sent yet before it tries again, and a relay that takes over waits
 *       a moment for what was on the wire. A row may arrive twice around such an end; receivers de-duplicate.
 *   <li>A row that no broker will ever take (too large, no such topic name) moves to {@code outbox_quarantine} with the reason and its key goes on.
 *   <li>Kafka away: rows stay; attempts back off to 5 s. A key that fails alone waits a second, without holding up others.
 *   <li>A commit in this process wakes the relay at once; rows of other processes are found by looking every 200 ms.
 * </ul>
 */
public final class OutboxRelay implements SmartLifecycle {

    /** After the readers of compacted topics, before the consumers; so it outlives whoever appends. */
    public static final int PHASE = -500;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH_ROWS = 2_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);
    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(1);
    private static final Duration KEY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Supplier<Producer<String, byte[]>> producers;
    private final List<OutboxHeaders> decorators;
    private final RelaySignal signal;
    private final InstantSource clock;
    private final RelayMetrics metrics;
    private final Map<OutboxRow.RowKey, Long> pausedKeys = new HashMap<>();
    private int failures;
    private volatile @Nullable Instant stopBy;
    private @Nullable Thread thread;

    OutboxRelay(
            DataSource dataSource,
            Supplier<Producer<String, byte[]>> producers,
            List<OutboxHeaders> decorators,
            RelaySignal signal,
            InstantSource clock,
            MeterRegistry meters) {
        this.dataSource = dataSource;
        this.producers = producers;
        this.decorators = List.copyOf(decorators);
        this.signal = signal;
        this.clock = clock;
        this.metrics = new RelayMetrics(meters);
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stopBy = null;
            thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
        }
    }

    /** Sends what is committed, as far as Kafka takes it within 5 s, and gives the shards back. */
    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopBy = Instant.now().plus(STOP_PATIENCE);
        signal.wake();
        try {
            if (!running.join(STOP_PATIENCE.multipliedBy(3))) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private boolean stopping() {
        return stopBy != null;
    }

    private boolean outOfPatience() {
        Instant limit = stopBy;
        return limit != null && Instant.now().isAfter(limit);
    }

    private void run() {
        try {
            while (!stopping()) {
                Producer<String, byte[]> producer = producers.get();
                try (RelaySession session = RelaySession.open(dataSource)) {
                    relay(session, new RowSender(producer, decorators, clock));
                } catch (SQLException | RuntimeException e) {
                    failed("The outbox relay lost its shards", e);
                } finally {
                    // At once: what is still in its memory belongs to whoever owns the shards next.
                    producer.close(Duration.ZERO);
                }
                if (!stopping()) {
                    signal.await(pauseAfterFailures());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay(RelaySession session, RowSender sender) throws SQLException, InterruptedException {
        boolean first = true;
        long nextClaim = System.nanoTime();
        while (true) {
            if (System.nanoTime() - nextClaim >= 0) {
                nextClaim = System.nanoTime() + CLAIM_EVERY.toNanos();
                claim(session, first);
                first = false;
            }
            int rows = session.shards().isEmpty() ? 0 : pass(session, sender);
            if (stopping() && (rows == 0 || failures > 0 || outOfPatience())) {
                return;
            }
            if (failures > 0) {
                signal.await(pauseAfterFailures());
            } else if (rows < BATCH_ROWS / 2) {
                signal.await(LOOK_EVERY);
            }
        }
    }

    private void claim(RelaySession session, boolean first) throws SQLException, InterruptedException {
        Set<Integer> gained = session.claim();
        if (gained.isEmpty()) {
            return;
        }
        log.info("The outbox relay owns shards {}", session.shards());
        if (!first) {
            Thread.sleep(TAKE_OVER_AFTER);
        }
    }

    /** One batch. @return the number of rows that were read */
    private int pass(RelaySession session, RowSender sender) throws SQLException, InterruptedException {
        pausedKeys.values().removeIf(until -> System.nanoTime() - until >= 0);
        List<OutboxRow> rows = session.read(BATCH_ROWS, pausedKeys.keySet());
        if (rows.isEmpty()) {
            return 0;
        }
        settle(session, rows, sender.send(rows, this::outOfPatience));
        return rows.size();
    }

    private void settle(RelaySession session, List<OutboxRow> rows, List<SendOutcome> outcomes) throws SQLException {
        Set<OutboxRow.RowKey> broken = new HashSet<>();
        List<Long> done = new ArrayList<>(rows.size());
        Throwable failure = null;
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            if (broken.contains(row.key())) {
                continue;
            }
            switch (outcomes.get(i)) {
                case SendOutcome.Acknowledged ignored -> {
                    done.add(row.id());
                    metrics.sent(row, clock.instant());
                }
                case SendOutcome.Poison poison -> {
                    log.error(
                            "Outbox row {} ({}, key {}) is quarantined: {}",
                            row.id(),
                            row.record().topic(),
                            row.record().key(),
                            poison.reason());
                    session.quarantine(row.id(), poison.reason());
                    metrics.quarantined();
                }
                case SendOutcome.Failed failed -> {
                    broken.add(row.key());
                    failure = failure == null ? failed.cause() : failure;
                }
            }
        }
        session.delete(done);
        judge(rows.size(), done.size(), broken, failure);
    }

    private void judge(int read, int sent, Set<OutboxRow.RowKey> broken, @Nullable Throwable failure) {
        if (failure == null) {
            recovered();
        } else if (sent == 0) {
            failed("Kafka took none of %d outbox rows".formatted(read), failure);
        } else {
            recovered();
            long until = System.nanoTime() + KEY_PAUSE.toNanos();
            broken.forEach(key -> pausedKeys.put(key, until));
            log.warn(
                    "Kafka took {} of {} outbox rows; {} keys wait: {}", sent, read, broken.size(), failure.toString());
        }
    }

    private void recovered() {
        if (failures > 0) {
            log.info("The outbox relay sends again after {} failures", failures);
            failures = 0;
        }
    }

    private void failed(String what, Throwable cause) {
        failures++;
        metrics.failed();
        if (Integer.bitCount(failures) == 1) {
            log.warn("{} (failure {} in a row): {}", what, failures, cause.toString());
        }
    }

    private Duration pauseAfterFailures() {
        Duration pause = LOOK_EVERY.multipliedBy(1L << Math.min(failures, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
