package io.inferloop.tabular.synthworker;

import io.inferloop.tabular.schemas.topic.SchemaRegistrar;
import io.inferloop.tabular.schemas.topic.TopicProvisioner;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestBucket;
import io.inferloop.tabular.testsupport.TestServers;
import java.net.http.HttpClient;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One worker with one slot for all tests that extend this. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tabular.worker.slots=1", "tabular.worker.heartbeat=200ms", "tabular.checkpoints.every=0s"})
abstract class WorkerOnRealServers {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) throws Exception {
        TestServers servers = TestServers.shared();
        servers.start(ServerKind.KAFKA, ServerKind.REGISTRY, ServerKind.S3);
        try (Admin admin = servers.kafka().admin();
                HttpClient http = HttpClient.newHttpClient()) {
            TopicProvisioner provisioner = new TopicProvisioner(admin);
            provisioner.provision();
            provisioner.configureShareGroup("synth-worker-cpu");
            new SchemaRegistrar(http, servers.registry().confluentUrl()).registerAll();
        }
        TestBucket bucket = servers.freshBucket();
        properties.add("spring.kafka.bootstrap-servers", () -> servers.kafka().bootstrapServers());
        properties.add("tabular.registry.url", () -> servers.registry().apiUrl());
        properties.add("tabular.storage.endpoint", () -> bucket.server().endpoint());
        properties.add("tabular.storage.region", () -> bucket.server().region());
        properties.add("tabular.storage.access-key", () -> bucket.server().accessKey());
        properties.add("tabular.storage.secret-key", () -> bucket.server().secretKey());
        properties.add("tabular.storage.bucket", bucket::name);
    }
}
