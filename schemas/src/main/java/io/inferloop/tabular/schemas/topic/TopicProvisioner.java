package io.inferloop.tabular.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates what is missing of the {@link Topics} and their dead letter topics, with the cluster's default replication.
 * Running it again changes nothing; a topic whose partition count differs from the catalogue is an error, because keys would move.
 */
public final class TopicProvisioner {

    private final Admin admin;

    public TopicProvisioner(Admin admin) {
        this.admin = admin;
    }

    /**
     * @return the names of the topics that were created
     * @throws TopicMismatchException if a topic exists with other partitions than the catalogue says
     */
    public List<String> provision() throws InterruptedException {
        Set<String> existing = await(() -> admin.listTopics().names().get());
        checkPartitions(existing);
        List<NewTopic> missing = new ArrayList<>();
        for (Topic<? extends SpecificRecord> topic : Topics.all()) {
            if (!existing.contains(topic.name())) {
                missing.add(new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                        .configs(topic.config()));
            }
            if (topic.deadLetters() && !existing.contains(topic.deadLetterName())) {
                missing.add(new NewTopic(topic.deadLetterName(), Optional.of(1), Optional.empty())
                        .configs(Map.of("retention.ms", "-1")));
            }
        }
        for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
            awaitCreation(created);
        }
        return missing.stream().map(NewTopic::name).toList();
    }

    /** Sets the configuration that a share group needs for a lane: start at the earliest record, lock for 15 seconds. */
    public void configureShareGroup(String group) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        await(() -> admin.incrementalAlterConfigs(Map.of(
                        resource,
                        List.of(
                                set("share.auto.offset.reset", "earliest"),
                                set("share.record.lock.duration.ms", "15000"))))
                .all()
                .get());
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private void checkPartitions(Set<String> existing) throws InterruptedException {
        List<String> ours = Topics.all().stream()
                .map(Topic::name)
                .filter(existing::contains)
                .toList();
        Map<String, TopicDescription> described =
                await(() -> admin.describeTopics(ours).allTopicNames().get());
        for (Topic<? extends SpecificRecord> topic : Topics.all()) {
            TopicDescription found = described.get(topic.name());
            if (found != null && found.partitions().size() != topic.partitions()) {
                throw new TopicMismatchException(
                        "Topic %s has %d partitions on the cluster, the catalogue says %d; changing the count would move keys"
                                .formatted(topic.name(), found.partitions().size(), topic.partitions()));
            }
        }
    }

    private static void awaitCreation(KafkaFuture<Void> created) throws InterruptedException {
        try {
            await(created::get);
        } catch (TopicExistsException raced) {
            // Another provisioner was faster; what it created is the same.
        }
    }

    private static <T> T await(Request<T> request) throws InterruptedException {
        try {
            return request.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The cluster refused: " + e.getCause(), e);
        }
    }

    private interface Request<T> {
        T get() throws InterruptedException, ExecutionException;
    }
}
