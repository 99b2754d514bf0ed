package io.inferloop.tabular.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts the named servers, in parallel, before the first test that needs them, and injects into constructors and methods of the test:
 * {@link io.inferloop.tabular.standalone.server.KafkaAddress}, {@link io.inferloop.tabular.standalone.server.RegistryAddress},
 * {@link io.inferloop.tabular.standalone.server.RedisAddress}, {@link io.inferloop.tabular.standalone.server.S3Address},
 * {@link io.inferloop.tabular.standalone.server.PostgresAddress}, and, fresh for each test class,
 * {@link TestDatabase}, {@link TestBucket} and {@link TestTopics}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ServersExtension.class)
public @interface WithServers {
    ServerKind[] value();
}
