package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.Lane;
import io.inferloop.tabular.orchestrator.publish.QueueSignal;
import io.inferloop.tabular.platform.failure.FailureKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Takes a lane's turns on its own thread: at once after a commit that may have made room or work, else every poll. */
final class LaneScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LaneScheduler.class);
    private static final long STOP_MILLIS = 10_000;

    private final Lane lane;
    private final LaneTurn turn;
    private final QueueSignal signal;
    private final ScheduleProperties properties;
    private @Nullable Thread thread;

    LaneScheduler(Lane lane, LaneTurn turn, QueueSignal signal, ScheduleProperties properties) {
        this.lane = lane;
        this.turn = turn;
        this.signal = signal;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform()
                    .name("schedule-" + lane.name().toLowerCase(Locale.ROOT))
                    .start(this::run);
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                signal.await(lane, properties.poll());
                turn.take(lane);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void failed(RuntimeException failure) {
        if (FailureKind.of(failure) == FailureKind.RETRYABLE) {
            log.warn(
                    "Lane {}: a turn failed and is taken again in {}: {}", lane, properties.poll(), failure.toString());
        } else {
            log.error("Lane {}: a turn failed and is taken again in {}", lane, properties.poll(), failure);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
