package io.inferloop.tabular.platform.outbox;

import org.springframework.context.SmartLifecycle;

/** Sends outbox rows in order. */
public final class OutboxRelay implements SmartLifecycle {

    /** After the readers of compacted topics, before the consumers; so it outlives whoever appends. */
    public static final int PHASE = -500;

    OutboxRelay() {}

    @Override
    public void start() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
