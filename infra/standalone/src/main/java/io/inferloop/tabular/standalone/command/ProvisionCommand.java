package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.stack.ClusterProvisioning;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "provision",
        description =
                "Create topics, share group settings and schemas on a cluster of yours. Running it again changes nothing.",
        mixinStandardHelpOptions = true)
final class ProvisionCommand implements Callable<Integer> {

    @Option(names = "--bootstrap-servers", required = true, description = "Kafka 4.2 or newer, host:port[,host:port]")
    private String bootstrapServers = "";

    @Option(names = "--kafka-config", description = "File with more client settings, such as security.protocol")
    private @Nullable Path kafkaConfig;

    @Option(
            names = "--registry",
            required = true,
            description = "Confluent-compatible API of the schema registry, such as http://host:port/apis/ccompat/v7")
    private URI registry = URI.create("");

    private final Terminal terminal;

    ProvisionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Properties config = new Properties();
        if (kafkaConfig != null) {
            try (Reader file = Files.newBufferedReader(kafkaConfig)) {
                config.load(file);
            }
        }
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            List<String> created = ClusterProvisioning.provisionTopics(admin);
            terminal.out().printf("Topics: %d created%s%n", created.size(), created.isEmpty() ? "" : ": " + created);
        } catch (KafkaException e) {
            throw new IOException("Kafka at %s: %s".formatted(bootstrapServers, e.getMessage()), e);
        }
        ClusterProvisioning.registerSchemas(registry);
        terminal.out().println("Schemas: registered, FULL_TRANSITIVE");
        return 0;
    }
}
