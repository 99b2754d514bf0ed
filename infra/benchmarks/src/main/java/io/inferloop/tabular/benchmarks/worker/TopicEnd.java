package io.inferloop.tabular.benchmarks.worker;

import io.inferloop.tabular.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where a topic ends now. */
public final class TopicEnd {

    private TopicEnd() {}

    /** Assigns all partitions and puts the consumer at their ends, before it returns. @return the ends */
    public static Map<TopicPartition, Long> seek(Consumer<?, ?> consumer, Topic<?> topic) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach(consumer::seek);
        return ends;
    }

    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, Topic<?> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
