package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.KafkaAddress;
import io.inferloop.tabular.standalone.server.PostgresAddress;
import io.inferloop.tabular.standalone.server.RedisAddress;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import io.inferloop.tabular.standalone.server.S3Address;

/** Where the servers come from. */
sealed interface Backend permits EmbeddedBackend {

    static Backend choose() {
        return new EmbeddedBackend();
    }

    void start(ServerKind... kinds);

    PostgresAddress postgres();

    KafkaAddress kafka();

    RegistryAddress registry();

    RedisAddress redis();

    S3Address s3();

    void kill(ServerKind kind);

    void restart(ServerKind kind);
}
