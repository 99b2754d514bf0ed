package io.inferloop.tabular.orchestrator.sweep;

import io.inferloop.tabular.platform.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs every sweep, one after the other, again and again. A sweep that fails is logged and tried at the next turn. */
public final class SweepLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SweepLoop.class);

    private final List<Sweep> sweeps;
    private final Duration every;
    private @Nullable ScheduledExecutorService thread;

    public SweepLoop(List<Sweep> sweeps, Duration every) {
        this.sweeps = List.copyOf(sweeps);
        this.every = every;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("sweeps").factory());
            thread.scheduleWithFixedDelay(this::turn, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void turn() {
        for (Sweep sweep : sweeps) {
            try {
                while (sweep.sweep() >= Sweep.LIMIT) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                }
            } catch (RuntimeException e) {
                failed(sweep.getClass().getSimpleName(), e);
            }
        }
    }

    private void failed(String sweep, RuntimeException failure) {
        if (FailureKind.of(failure) == FailureKind.RETRYABLE) {
            log.warn("{} failed and is tried again in {}: {}", sweep, every, failure.toString());
        } else {
            log.error("{} failed and is tried again in {}", sweep, every, failure);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            try {
                if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                    log.warn("A sweep did not end within 10 s of the stop");
                }
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
