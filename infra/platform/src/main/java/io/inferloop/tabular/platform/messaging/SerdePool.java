package io.inferloop.tabular.platform.messaging;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;

/** Serializers that one thread uses at a time; as many as there were threads at once, the last used first. */
final class SerdePool<T extends Closeable> implements AutoCloseable {

    private final ConcurrentLinkedDeque<T> idle = new ConcurrentLinkedDeque<>();
    private final Class<T> type;
    private final Consumer<T> configure;

    private SerdePool(Class<T> type, Consumer<T> configure) {
        this.type = type;
        this.configure = configure;
    }

    /** @param type what the configuration names; checked against the Kafka interface when it was bound */
    @SuppressWarnings("unchecked")
    static <T extends Closeable> SerdePool<T> of(Class<?> type, Consumer<T> configure) {
        return new SerdePool<>((Class<T>) type, configure);
    }

    <R> R with(Function<T, R> use) {
        T pooled = idle.pollFirst();
        T serde = pooled == null ? create() : pooled;
        try {
            return use.apply(serde);
        } finally {
            idle.addFirst(serde);
        }
    }

    private T create() {
        try {
            T serde = type.getDeclaredConstructor().newInstance();
            configure.accept(serde);
            return serde;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be created".formatted(type.getName()), e);
        }
    }

    @Override
    public void close() {
        for (T serde = idle.poll(); serde != null; serde = idle.poll()) {
            try {
                serde.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
