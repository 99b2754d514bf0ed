package io.inferloop.tabular.benchmarks.billing;

import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.benchmarks.worker.TopicEnd;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;

/** Kafka Streams counting a topic's bytes by key, exactly once, in this process: what it costs to read and count without looking inside. */
final class RawCount {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private RawCount() {}

    /** Counts the whole usage topic. @return records per CPU-second of this process */
    static double recordsPerCpuSecond(KafkaClients clients) throws IOException, InterruptedException {
        long records = records(clients);
        AtomicLong counted = new AtomicLong();
        Path folder = Files.createTempDirectory("benchmark-streams-");
        String application = "benchmark-raw-count-" + UUID.randomUUID();
        double before = Machine.cpuSeconds();
        try (KafkaStreams streams = new KafkaStreams(topology(counted), config(clients, application, folder))) {
            streams.start();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (counted.get() < records) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("Kafka Streams counted %d of %d records".formatted(counted.get(), records));
                }
                Thread.sleep(10);
            }
            return records / (Machine.cpuSeconds() - before);
        } finally {
            delete(folder);
            deleteTopics(clients, application);
        }
    }

    private static long records(KafkaClients clients) {
        try (Consumer<String, byte[]> consumer = clients.assignedConsumer("benchmark-raw-count")) {
            Map<TopicPartition, Long> ends = TopicEnd.seek(consumer, Topics.USAGE);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                    .sum();
        }
    }

    private static Topology topology(AtomicLong counted) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(Topics.USAGE.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .peek((key, value) -> counted.incrementAndGet())
                .groupByKey(Grouped.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .count(Materialized.as("counts"));
        return builder.build();
    }

    private static Properties config(KafkaClients clients, String application, Path folder) {
        Properties config = new Properties();
        config.putAll(clients.common());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return config;
    }

    private static void deleteTopics(KafkaClients clients, String application) throws IOException {
        try (Admin admin = clients.admin()) {
            admin.deleteTopics(admin.listTopics().names().get().stream()
                            .filter(topic -> topic.startsWith(application))
                            .toList())
                    .all()
                    .get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException("The count's own topics could not be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
