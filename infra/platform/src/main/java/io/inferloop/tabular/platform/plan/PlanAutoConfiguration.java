package io.inferloop.tabular.platform.plan;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;

/** The plan catalogue from {@code tabular.plans.location}. */
@AutoConfiguration
@EnableConfigurationProperties(PlanProperties.class)
public class PlanAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PlanCatalogue planCatalogue(PlanProperties properties) throws IOException {
        Resource location = properties.location();
        try (Reader yaml = new InputStreamReader(location.getInputStream(), StandardCharsets.UTF_8)) {
            return PlanCatalogue.read(yaml, location.getDescription());
        }
    }
}
