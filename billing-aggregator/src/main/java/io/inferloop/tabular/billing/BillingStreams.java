package io.inferloop.tabular.billing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.unit.DataSize;

/** Runs the topology with Kafka Streams, exactly once. Started after the price books are known, stopped before. */
final class BillingStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BillingStreams.class);

    /** After the price books. */
    static final int PHASE = 0;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int SURVIVED_FAILURES = 10;
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(10);

    private final Supplier<Topology> topology;
    private final Map<String, Object> settings;
    private final DataSize storeMemory;
    private final MeterRegistry meters;
    private final Clock clock;

    private volatile @Nullable KafkaStreams streams;
    private @Nullable KafkaStreamsMetrics metrics;

    /** @param settings Kafka Streams' own: cluster, application id, state folder, threads, standbys */
    BillingStreams(
            Supplier<Topology> topology,
            Map<String, Object> settings,
            DataSize storeMemory,
            MeterRegistry meters,
            Clock clock) {
        this.topology = topology;
        this.settings = Map.copyOf(settings);
        this.storeMemory = storeMemory;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        KafkaStreams starting = new KafkaStreams(topology.get(), config());
        starting.setUncaughtExceptionHandler(
                new FailureBudget(SURVIVED_FAILURES, FAILURE_WINDOW, clock, BillingStreams::pause));
        starting.setStateListener((now, before) -> log.info("Billing streams: {} -> {}", before, now));
        KafkaStreamsMetrics bound = new KafkaStreamsMetrics(starting);
        bound.bindTo(meters);
        starting.start();
        this.metrics = bound;
        this.streams = starting;
    }

    @Override
    public synchronized void stop() {
        KafkaStreams running = streams;
        if (running == null) {
            return;
        }
        if (!running.close(STOP_TIMEOUT)) {
            log.warn("Billing streams did not stop within {}; the broker aborts what was open", STOP_TIMEOUT);
        }
        if (metrics != null) {
            metrics.close();
        }
        streams = null;
    }

    @Override
    public boolean isRunning() {
        return streams != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** What Kafka Streams says of itself; NOT_RUNNING before the start and after the stop. */
    KafkaStreams.State state() {
        KafkaStreams running = streams;
        return running == null ? KafkaStreams.State.NOT_RUNNING : running.state();
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private Properties config() {
        Properties config = new Properties();
        config.putAll(settings);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStoreMemory.class);
        config.put(BoundedStoreMemory.LIMIT, Long.toString(storeMemory.toBytes()));
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        // A killed instance's transaction blocks readers of what it wrote until it times out.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        return config;
    }
}
