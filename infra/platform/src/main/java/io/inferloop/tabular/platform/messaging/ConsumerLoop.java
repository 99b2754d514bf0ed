package io.inferloop.tabular.platform.messaging;

import org.apache.avro.specific.SpecificRecord;

/** One member of a group on its own thread. */
final class ConsumerLoop<V extends SpecificRecord> {

    ConsumerLoop(BatchConsumer.Builder<V> settings, Messaging messaging, int member) {}

    void start() {
        throw new UnsupportedOperationException();
    }

    void requestStop() {}

    void awaitStop() {}
}
