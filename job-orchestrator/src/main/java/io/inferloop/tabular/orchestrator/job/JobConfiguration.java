package io.inferloop.tabular.orchestrator.job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    JobStore jobStore(JdbcTemplate jdbc) {
        return new JobStore(jdbc);
    }

    @Bean
    DueJobs dueJobs(JdbcTemplate jdbc) {
        return new DueJobs(jdbc);
    }
}
