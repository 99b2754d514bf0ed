package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.DeadLetters;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.Received;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of each dispatch record taken. A record runs once Kafka has acknowledged its start; it is dropped
 * when it comes after its {@code startBy} (the orchestrator has dispatched again) or cannot be read (a dead letter says so);
 * it is given back when Kafka does not acknowledge what has to be said of it first.
 */
final class DispatchAdmission {

    private static final Logger log = LoggerFactory.getLogger(DispatchAdmission.class);

    private final TaskLane lane;
    private final AvroCodec codec;
    private final DeadLetters deadLetters;
    private final TaskReporter reporter;
    private final ActiveRuns runs;
    private final TaskMeters meters;
    private final RunFactory newRun;
    private final InstantSource clock;
    private final Duration startTimeout;

    sealed interface Decision {}

    record Run(ActiveRun run) implements Decision {}

    record Drop() implements Decision {}

    record GiveBack() implements Decision {}

    private record Start(ActiveRun run, CompletableFuture<?> acknowledged) {}

    DispatchAdmission(
            TaskLane lane,
            Messaging messaging,
            TaskReporter reporter,
            ActiveRuns runs,
            TaskMeters meters,
            Duration startTimeout,
            RunFactory newRun) {
        this.lane = lane;
        this.codec = messaging.codec();
        this.deadLetters = messaging.deadLetters();
        this.reporter = reporter;
        this.runs = runs;
        this.meters = meters;
        this.newRun = newRun;
        this.clock = messaging.clock();
        this.startTimeout = startTimeout;
    }

    /** Decides on every record, in order, waiting for all starts together. */
    Map<ConsumerRecord<String, byte[]>, Decision> decide(ConsumerRecords<String, byte[]> records) {
        Map<ConsumerRecord<String, byte[]>, Decision> decisions = new LinkedHashMap<>();
        Map<ConsumerRecord<String, byte[]>, Start> starts = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                TaskDispatch dispatch = decode(record);
                if (late(dispatch)) {
                    decisions.put(record, new Drop());
                } else {
                    starts.put(record, announce(record, dispatch));
                }
            } catch (UndecodableRecordException e) {
                decisions.put(record, bury(record, e));
            } catch (RetryableException e) {
                log.warn("{} cannot be read now; giving it back", position(record), e);
                decisions.put(record, new GiveBack());
            }
        }
        long deadlineNanos = System.nanoTime() + startTimeout.toNanos();
        starts.forEach((record, start) -> decisions.put(record, awaitStart(start, deadlineNanos)));
        return decisions;
    }

    private boolean late(TaskDispatch dispatch) {
        Instant now = clock.instant();
        if (now.isBefore(dispatch.getStartBy())) {
            meters.taken(dispatch.getDispatchedAt(), now);
            return false;
        }
        log.info(
                "Dropping dispatch {} of job {}, attempt {}: taken at {}, to be started by {}",
                dispatch.getDispatchNo(),
                dispatch.getJobId(),
                dispatch.getAttempt(),
                now,
                dispatch.getStartBy());
        meters.notRun("late");
        return true;
    }

    private TaskDispatch decode(ConsumerRecord<String, byte[]> record) throws UndecodableRecordException {
        if (record.value() == null) {
            throw new UndecodableRecordException("A tombstone where a dispatch is required");
        }
        return codec.decode(lane.topic(), record.value());
    }

    private Start announce(ConsumerRecord<String, byte[]> record, TaskDispatch dispatch) {
        ActiveRun run = newRun.create(record, dispatch);
        runs.add(run);
        try (Observation.Scope scope = run.observation().openScope()) {
            return new Start(run, reporter.started(run));
        }
    }

    private Decision bury(ConsumerRecord<String, byte[]> record, UndecodableRecordException why) {
        Received<TaskDispatch> received = new Received<>(
                lane.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? "" : record.key(),
                null,
                record.value(),
                record.headers());
        try {
            deadLetters.send(received, String.valueOf(why.getMessage()), why).get();
            log.warn("{} cannot be read and went to the dead letters: {}", position(record), why.getMessage());
            meters.notRun("undecodable");
            return new Drop();
        } catch (ExecutionException e) {
            log.error("{} cannot be read, nor be put to the dead letters; giving it back", position(record), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new GiveBack();
    }

    private static String position(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }

    private Decision awaitStart(Start start, long deadlineNanos) {
        try {
            start.acknowledged().get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Run(start.run());
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The start of {} was not acknowledged; giving the record back", start.run(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        giveUp(start);
        return new GiveBack();
    }

    /** Should the start arrive after all, it binds a run that nobody works on: then its end follows at once. */
    private void giveUp(Start start) {
        meters.notRun("unconfirmed");
        runs.remove(start.run());
        RunEnd.Failed end = RunEnd.Failed.startUnconfirmed();
        DispatchObservation.stop(start.run().observation(), end);
        var afterwards = start.acknowledged().thenRun(() -> reporter.abandon(start.run(), end));
        log.debug("{} is not run; should its start arrive, its end follows: {}", start.run(), afterwards);
    }

    /** Makes the run of a record, with a new run id. */
    interface RunFactory {
        ActiveRun create(ConsumerRecord<String, byte[]> record, TaskDispatch dispatch);
    }
}
