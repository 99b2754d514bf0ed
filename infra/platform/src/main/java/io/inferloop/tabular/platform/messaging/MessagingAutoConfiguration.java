package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.identity.Ids;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The beans of messaging, from {@code spring.kafka.*} and {@code tabular.registry.*}. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(RegistryProperties.class)
public class MessagingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    @Bean
    @ConditionalOnMissingBean
    TraceHeaders traceHeaders(ObjectProvider<Tracer> tracer) {
        return new TraceHeaders(tracer.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    KafkaClients kafkaClients(KafkaProperties properties, KafkaConnectionDetails connection) {
        Map<String, Object> common = new HashMap<>(properties.buildAdminProperties());
        common.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
        common.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getAdmin().getBootstrapServers()));
        return new KafkaClients(common);
    }

    @Bean
    @ConditionalOnMissingBean
    AvroCodec avroCodec(RegistryProperties registry) {
        return new AvroCodec(registry);
    }

    @Bean
    @ConditionalOnMissingBean
    RecordSender recordSender(KafkaClients clients, AvroCodec codec, TraceHeaders traces, Environment environment) {
        String name = environment.getProperty("spring.application.name", "tabular");
        return new RecordSender(clients.producer(name), codec, traces);
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetters deadLetters(RecordSender sender) {
        return new DeadLetters(sender);
    }

    @Bean
    @ConditionalOnMissingBean
    Messaging messaging(
            KafkaClients clients,
            AvroCodec codec,
            RecordSender sender,
            DeadLetters deadLetters,
            TraceHeaders traces,
            ObjectProvider<MeterRegistry> meters,
            Clock clock) {
        return new Messaging(
                clients, codec, sender, deadLetters, traces, meters.getIfAvailable(SimpleMeterRegistry::new), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    TopicsCheck topicsCheck(KafkaClients clients) {
        return new TopicsCheck(clients);
    }
}
