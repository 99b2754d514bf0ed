package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what runs say to the orchestrator. An acknowledged start or heartbeat prolongs the run's lease. */
final class TaskReporter {

    private static final Logger log = LoggerFactory.getLogger(TaskReporter.class);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final RecordSender sender;
    private final TaskEvents events;
    private final Duration lease;
    private final LongSupplier nanoTime;

    TaskReporter(RecordSender sender, TaskEvents events, Duration lease, LongSupplier nanoTime) {
        this.sender = sender;
        this.events = events;
        this.lease = lease;
        this.nanoTime = nanoTime;
    }

    CompletableFuture<?> started(ActiveRun run) {
        return sendAlive(run, events.started(run));
    }

    void heartbeat(ActiveRun run) {
        sendAlive(run, events.heartbeat(run)).exceptionally(failure -> {
            log.warn("A heartbeat of {} was not acknowledged: {}", run, failure.toString());
            return null;
        });
    }

    /** Sends the end once, without waiting; for runs that never got to work. */
    void abandon(ActiveRun run, RunEnd.Failed end) {
        send(run, events.ended(run, end)).exceptionally(failure -> {
            log.warn("{} was given up ({}), which Kafka did not acknowledge: {}", run, end.code(), failure.toString());
            return null;
        });
    }

    /**
     * Sends the end until Kafka has acknowledged it or the lease is lost; then nobody waits for this run any more.
     *
     * @return whether the end was acknowledged
     */
    boolean end(ActiveRun run, RunEnd end) throws InterruptedException {
        TaskEvent event = events.ended(run, end);
        while (true) {
            CompletableFuture<?> sent = send(run, event);
            try {
                awaitOrLoseLease(sent, run);
                return true;
            } catch (ExecutionException e) {
                log.warn("The end of {} was not acknowledged: {}", run, String.valueOf(e.getCause()));
            } catch (TimeoutException leaseLost) {
                return false;
            }
            if (run.leaseLost(lease)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE.toMillis());
        }
    }

    private void awaitOrLoseLease(CompletableFuture<?> sent, ActiveRun run)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            try {
                sent.get(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillOpen) {
                if (run.leaseLost(lease)) {
                    throw stillOpen;
                }
            }
        }
    }

    private CompletableFuture<?> sendAlive(ActiveRun run, TaskEvent event) {
        long sentAt = nanoTime.getAsLong();
        return send(run, event).thenRun(() -> run.acknowledged(sentAt));
    }

    private CompletableFuture<?> send(ActiveRun run, TaskEvent event) {
        try {
            return sender.send(Topics.TASK_EVENTS, run.dispatch().getJobId().toString(), event);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
