package io.inferloop.tabular.platform.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/** Puts {@code platform-defaults.properties} behind every other source of configuration, so each service says only what is its own. */
final class PlatformDefaults implements EnvironmentPostProcessor {

    private static final String RESOURCE = "classpath:platform-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource("platform-defaults", RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException("%s is part of the platform".formatted(RESOURCE), e);
        }
    }
}
