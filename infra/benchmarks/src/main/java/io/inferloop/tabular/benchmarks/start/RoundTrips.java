package io.inferloop.tabular.benchmarks.start;

import io.inferloop.tabular.benchmarks.measurement.Latencies;
import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** One record to Kafka and back, acknowledged by all: the least that any way over Kafka takes. A topic of its own, deleted at the end. */
final class RoundTrips implements AutoCloseable {

    private static final int VALUE_BYTES = 400;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> consumer;
    private final String topic = "benchmark-round-trips-" + UUID.randomUUID();
    private final Map<String, Long> meantAt = new ConcurrentHashMap<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    RoundTrips(BenchmarkStack stack) throws ExecutionException, InterruptedException {
        admin = stack.kafka().admin();
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                .all()
                .get();
        producer = stack.kafka().producer("benchmark-round-trips");
        consumer = stack.kafka().assignedConsumer("benchmark-round-trips");
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        thread = Thread.ofPlatform().name("round-trips").start(this::receive);
    }

    private void receive() {
        try (consumer) {
            while (!stopping) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Long sent = meantAt.remove(record.key());
                    if (sent != null) {
                        nanos.add(System.nanoTime() - sent);
                    }
                }
            }
        }
    }

    OpenLoop.Client client() {
        byte[] value = new byte[VALUE_BYTES];
        return new OpenLoop.Client() {
            @Override
            public void once(long meantAtNanos) throws ExecutionException, InterruptedException {
                String key = UUID.randomUUID().toString();
                meantAt.put(key, meantAtNanos);
                producer.send(new ProducerRecord<>(topic, key, value)).get();
            }

            @Override
            public void close() {}
        };
    }

    /** Those since the last call. */
    Latencies latencies() {
        Latencies latencies = Latencies.ofNanos(nanos);
        nanos.clear();
        return latencies;
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        stopping = true;
        thread.join();
        producer.close();
        try (admin) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
