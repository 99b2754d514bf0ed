package io.inferloop.tabular.platform.task;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;

/** A producer whose line can be cut: what is sent then is never acknowledged and never arrives. */
final class CuttableProducer {

    private CuttableProducer() {}

    @SuppressWarnings("unchecked")
    static Producer<String, byte[]> of(Producer<String, byte[]> real, AtomicBoolean cut) {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                CuttableProducer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, args) -> {
                    if (cut.get() && method.getName().equals("send")) {
                        return new CompletableFuture<>();
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
