package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.schemas.topic.SchemaRegistrar;
import io.inferloop.tabular.schemas.topic.TopicProvisioner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** What any Kafka and any registry must hold before a service starts, here or on a real cluster. Doing it again changes nothing. */
public final class ClusterProvisioning {

    private static final List<String> SHARE_GROUPS = List.of("synth-worker-cpu", "validation-worker");

    private ClusterProvisioning() {}

    /**
     * Creates the topics that are missing and configures the lanes' share groups.
     *
     * @return the names of the topics that were created
     * @throws io.inferloop.tabular.schemas.topic.TopicMismatchException if a topic has other partitions than the catalogue says
     */
    public static List<String> provisionTopics(Admin admin) throws InterruptedException {
        TopicProvisioner topics = new TopicProvisioner(admin);
        List<String> created = topics.provision();
        for (String group : SHARE_GROUPS) {
            topics.configureShareGroup(group);
        }
        return created;
    }

    /** @param confluentApi root of the registry's Confluent-compatible API, such as {@code http://host:port/apis/ccompat/v7} */
    public static void registerSchemas(URI confluentApi) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            new SchemaRegistrar(http, confluentApi).registerAll();
        }
    }
}
