package io.inferloop.tabular.orchestrator.deadletter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    @Bean
    DeadTasks deadTasks(JdbcTemplate jdbc) {
        return new DeadTasks(jdbc);
    }
}
