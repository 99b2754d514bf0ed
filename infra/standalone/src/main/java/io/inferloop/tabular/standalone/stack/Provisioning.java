package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.schemas.topic.Topics;
import io.inferloop.tabular.standalone.process.ArchivedProgram;
import io.inferloop.tabular.standalone.process.Program;
import io.inferloop.tabular.standalone.server.KafkaServer;
import io.inferloop.tabular.standalone.server.PostgresServer;
import io.inferloop.tabular.standalone.server.RegistryServer;
import io.inferloop.tabular.standalone.server.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.kafka.clients.admin.Admin;

/**
 * What the servers must hold before a service starts: database, bucket, topics, share groups, schemas. Doing it again changes nothing.
 * What a server was given is noted in its data folder, and goes with it.
 */
final class Provisioning {

    static final String BUCKET = "tabular";
    static final String DATABASE = "tabular";

    private final StackFolder folder;

    Provisioning(StackFolder folder) {
        this.folder = folder;
    }

    /** Does a ready server's share; a program that needs nothing is left as it is. */
    void provision(Program program) throws IOException, InterruptedException {
        Optional<Share> share = shareOf(program);
        if (share.isPresent()) {
            share.get().give();
            Files.writeString(note(program), given());
        }
    }

    /** Whether every one of these servers was given before what this build gives. */
    boolean isDone(List<Program> servers) throws IOException {
        for (Program server : servers) {
            if (shareOf(server).isPresent()
                    && !(Files.exists(note(server)) && Files.readString(note(server)).equals(given()))) {
                return false;
            }
        }
        return true;
    }

    private Path note(Program program) {
        return folder.data(program.name()).resolve("provisioned");
    }

    /** The same for the same topics and schemas. */
    private static String given() {
        CRC32 crc = new CRC32();
        Topics.all()
                .forEach(topic -> crc.update("%s %s\n".formatted(topic, topic.schema()).getBytes(StandardCharsets.UTF_8)));
        return "%08x".formatted(crc.getValue());
    }

    private static Optional<Share> shareOf(Program program) {
        return switch (program) {
            case ArchivedProgram archived -> shareOf(archived.program());
            case PostgresServer postgres -> Optional.of(() -> createDatabase(postgres));
            case S3Server s3 -> Optional.of(() -> s3.address().createBucket(BUCKET));
            case KafkaServer kafka -> Optional.of(() -> createTopics(kafka));
            case RegistryServer registry ->
                Optional.of(() -> ClusterProvisioning.registerSchemas(registry.address().confluentUrl()));
            default -> Optional.empty();
        };
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

    private interface Share {
        void give() throws IOException, InterruptedException;
    }
}
