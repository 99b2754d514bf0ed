package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.schemas.topic.Topic;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.context.SmartLifecycle;

/**
 * Gives every record of a compacted topic to a listener, from the beginning and in order: {@link #start()} returns when all that was there has been given, then the
 * topic is followed on the reader's own thread. Every instance of a service reads the whole topic; there is no group.
 */
public final class CompactedTopicReader<V extends SpecificRecord> implements SmartLifecycle {

    /** Before whoever takes work. */
    public static final int PHASE = -1_000;

    public CompactedTopicReader(Topic<V> topic, Messaging messaging, Consumer<Received<V>> listener) {}

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
