package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.messaging.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The Kafka clients of one worker. */
final class WorkerClients {

    private final KafkaClients clients;
    private final TaskLane lane;
    private final int takeAtOnce;

    WorkerClients(KafkaClients clients, TaskLane lane, int takeAtOnce) {
        this.clients = clients;
        this.lane = lane;
        this.takeAtOnce = takeAtOnce;
    }

    /**
     * A member of the lane's share group that gets {@code takeAtOnce} records at most and acknowledges each by hand. The
     * group's own configuration (earliest, lock of 15 seconds) belongs to whoever provisions the cluster.
     */
    ShareConsumer<String, byte[]> shareConsumer() {
        Map<String, Object> config = new HashMap<>(clients.common());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, lane.group());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, lane.name() + "-taker");
        config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, takeAtOnce);
        // All slots may be busy for hours: not polling is no sign of death here.
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        return new KafkaShareConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Consumer<String, byte[]> controlConsumer() {
        return clients.assignedConsumer(lane.name() + "-control");
    }
}
