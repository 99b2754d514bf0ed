package io.inferloop.tabular.platform.outbox;

import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.MessagingAutoConfiguration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** Outbox and relay for a service that has a database and the outbox tables in it; {@code tabular.outbox.enabled=false} for one that has no such tables. */
@AutoConfiguration(
        after = MessagingAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration"
        })
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnProperty(name = "tabular.outbox.enabled", havingValue = "true", matchIfMissing = true)
public class OutboxAutoConfiguration {

    @Bean
    RelaySignal outboxRelaySignal() {
        return new RelaySignal();
    }

    @Bean
    Outbox outbox(DataSource dataSource, Messaging messaging, RelaySignal signal) {
        return new Outbox(new JdbcTemplate(dataSource), messaging.traces(), signal);
    }

    @Bean
    OutboxRelay outboxRelay(
            DataSource dataSource,
            KafkaClients clients,
            Messaging messaging,
            ObjectProvider<OutboxHeaders> decorators,
            RelaySignal signal,
            Environment environment) {
        String name = environment.getProperty("spring.application.name", "tabular");
        return new OutboxRelay(
                dataSource,
                () -> clients.producer(name + "-outbox"),
                decorators.orderedStream().toList(),
                signal,
                messaging.clock(),
                messaging.meters());
    }
}
