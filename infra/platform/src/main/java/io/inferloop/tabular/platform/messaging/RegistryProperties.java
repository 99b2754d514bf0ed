package io.inferloop.tabular.platform.messaging;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where schemas are registered and whose classes write and read the Confluent wire format.
 *
 * @param url of the registry's API as the serializer classes want it: {@code .../apis/registry/v3} for Apicurio's, the root URL for Confluent's
 * @param serializer Apicurio's by default
 * @param deserializer Apicurio's by default
 * @param properties passed to both on top of what the classes need, by their own names
 */
@Validated
@ConfigurationProperties("tabular.registry")
public record RegistryProperties(
        @NotNull URI url,

        @DefaultValue("io.apicurio.registry.serde.avro.AvroKafkaSerializer")
        Class<? extends Serializer<?>> serializer,

        @DefaultValue("io.apicurio.registry.serde.avro.AvroKafkaDeserializer")
        Class<? extends Deserializer<?>> deserializer,

        @DefaultValue Map<String, String> properties) {

    /** A schema id never changes its meaning, so what was looked up once is kept; this outlives every process. */
    private static final long FOR_EVER_MILLIS = 3_650L * 24 * 60 * 60 * 1000;

    public RegistryProperties {
        properties = Map.copyOf(properties);
    }

    /** What the classes are configured with. Both vendors' names are given; each ignores the other's. */
    Map<String, Object> serdeConfig() {
        Map<String, Object> config = new HashMap<>();
        config.put("apicurio.registry.url", url.toString());
        config.put("apicurio.registry.auto-register", "false");
        config.put("apicurio.registry.find-latest", "false");
        config.put("apicurio.registry.use-id", "contentId");
        config.put("apicurio.registry.id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler");
        config.put("apicurio.registry.headers.enabled", "false");
        config.put(
                "apicurio.registry.artifact-resolver-strategy", "io.apicurio.registry.serde.strategy.TopicIdStrategy");
        // Otherwise a record inside a record is looked up as an artifact of its own, which nobody registers.
        config.put("apicurio.registry.dereference-schema", "true");
        config.put("apicurio.registry.use-specific-avro-reader", "true");
        config.put("apicurio.registry.avro-datum-provider", RememberedDatums.class.getName());
        config.put("apicurio.registry.check-period-ms", Long.toString(FOR_EVER_MILLIS));
        config.put("apicurio.registry.fault-tolerant-refresh", "true");
        config.put("apicurio.registry.retry-count", "0");
        config.put("schema.registry.url", url.toString());
        config.put("auto.register.schemas", "false");
        config.put("specific.avro.reader", "true");
        config.put("avro.remove.java.properties", "false");
        config.putAll(properties);
        return config;
    }
}
