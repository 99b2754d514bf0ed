package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Ports;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** How to reach a Kafka cluster: {@code 127.0.0.1:7413}. */
public record KafkaAddress(String bootstrapServers) {

    private static final int PROBE_MILLIS = 3000;

    /** An admin client; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "standalone"));
    }

    boolean answers() throws InterruptedException {
        int port = Integer.parseInt(bootstrapServers.substring(bootstrapServers.lastIndexOf(':') + 1));
        if (!Ports.isOpen(port)) {
            return false;
        }
        Admin admin = admin();
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(PROBE_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } finally {
            admin.close(java.time.Duration.ZERO);
        }
    }

    @Override
    public String toString() {
        return bootstrapServers;
    }
}
