package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.KafkaAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics and groups that no other test sees, because their names start with a prefix of the test's own. */
public record TestTopics(KafkaAddress cluster, String prefix) {

    /** The name that a topic or group of this test has. */
    public String name(String suffix) {
        return prefix + suffix;
    }

    /** Creates a topic and returns its whole name. */
    public String create(String suffix, int partitions) throws InterruptedException {
        return create(suffix, partitions, Map.of());
    }

    public String create(String suffix, int partitions, Map<String, String> config) throws InterruptedException {
        String name = name(suffix);
        try (Admin admin = cluster.admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                    .all()
                    .get();
            return name;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topic " + name + " was not created", e);
        }
    }
}
