package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.KafkaAddress;
import io.inferloop.tabular.standalone.server.PostgresAddress;
import io.inferloop.tabular.standalone.server.RedisAddress;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import io.inferloop.tabular.standalone.server.S3Address;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The servers of this test virtual machine. Each starts when it is first asked for and ends with the virtual machine, however that ends.
 * Safe for concurrent use.
 */
public final class TestServers {

    private static final TestServers SHARED = new TestServers(Backend.choose());

    private final Backend backend;

    private TestServers(Backend backend) {
        this.backend = backend;
    }

    /** For static initializers and {@code @DynamicPropertySource}, where nothing is injected. */
    public static TestServers shared() {
        return SHARED;
    }

    /** Starts those that are not started, in parallel, and returns when all are ready. */
    public void start(ServerKind... kinds) {
        backend.start(kinds);
    }

    public PostgresAddress postgres() {
        start(ServerKind.POSTGRES);
        return backend.postgres();
    }

    public KafkaAddress kafka() {
        start(ServerKind.KAFKA);
        return backend.kafka();
    }

    public RegistryAddress registry() {
        start(ServerKind.REGISTRY);
        return backend.registry();
    }

    public RedisAddress redis() {
        start(ServerKind.REDIS);
        return backend.redis();
    }

    public S3Address s3() {
        start(ServerKind.S3);
        return backend.s3();
    }

    /** A database that nobody else uses. */
    public TestDatabase freshDatabase() {
        TestDatabase database = new TestDatabase(postgres(), "test_" + unique());
        try {
            database.server().createDatabase(database.name());
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("No database for the test", e);
        }
    }

    /** A bucket that nobody else uses. */
    public TestBucket freshBucket() {
        TestBucket bucket = new TestBucket(s3(), "test-" + unique());
        try {
            bucket.server().createBucket(bucket.name());
            return bucket;
        } catch (IOException e) {
            throw new IllegalStateException("No bucket for the test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a bucket was made", e);
        }
    }

    /** Names for topics and groups that nobody else uses. */
    public TestTopics freshTopics() {
        return new TestTopics(kafka(), "test-" + unique() + ".");
    }

    /** Ends a server as {@code kill -9} does. It stays down, its data kept, until {@link #restart}. */
    public void kill(ServerKind kind) {
        backend.kill(kind);
    }

    /** Starts a killed server again on the data that it left, at the same address, and returns when it is ready. */
    public void restart(ServerKind kind) {
        backend.restart(kind);
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
