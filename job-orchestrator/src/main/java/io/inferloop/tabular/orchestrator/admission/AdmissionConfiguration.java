package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.catalogue.Datasets;
import io.inferloop.tabular.orchestrator.catalogue.Organizations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    @Bean
    Admission admission(Organizations organizations, Datasets datasets) {
        return new Admission(organizations, datasets);
    }

    @Bean
    ParkedSubmissions parkedSubmissions(JdbcTemplate jdbc) {
        return new ParkedSubmissions(jdbc);
    }

    @Bean
    Tombstones tombstones(JdbcTemplate jdbc) {
        return new Tombstones(jdbc);
    }
}
