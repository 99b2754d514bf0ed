package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.standalone.process.Program;
import io.inferloop.tabular.standalone.server.KafkaServer;
import io.inferloop.tabular.standalone.server.PostgresServer;
import io.inferloop.tabular.standalone.server.RegistryServer;
import io.inferloop.tabular.standalone.server.S3Server;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.kafka.clients.admin.Admin;

/** What the servers must hold before a service starts: database, bucket, topics, share groups, schemas. Doing it again changes nothing. */
final class Provisioning {

    static final String BUCKET = "tabular";
    static final String DATABASE = "tabular";

    private Provisioning() {}

    /** Does a ready server's share; a program that needs nothing is left as it is. */
    static void provision(Program program) throws IOException, InterruptedException {
        if (program instanceof PostgresServer postgres) {
            createDatabase(postgres);
        } else if (program instanceof S3Server s3) {
            s3.address().createBucket(BUCKET);
        } else if (program instanceof KafkaServer kafka) {
            createTopics(kafka);
        } else if (program instanceof RegistryServer registry) {
            ClusterProvisioning.registerSchemas(registry.address().confluentUrl());
        }
    }

    private static void createDatabase(PostgresServer postgres) throws IOException {
        try {
            postgres.address().createDatabase(DATABASE);
        } catch (SQLException e) {
            throw new IOException("The database was not created: " + e.getMessage(), e);
        }
    }

    private static void createTopics(KafkaServer kafka) throws InterruptedException {
        try (Admin admin = kafka.address().admin()) {
            ClusterProvisioning.provisionTopics(admin);
        }
    }
}
