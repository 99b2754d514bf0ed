package io.inferloop.tabular.platform.configuration;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** When a service does not start and its configuration has mistakes, these are the reason; says them all, and what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer implements FailureAnalyzer {

    private final Environment environment;
    private final BeanFactory beans;

    ConfigurationFailureAnalyzer(Environment environment, BeanFactory beans) {
        this.environment = environment;
        this.beans = beans;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        if (!(beans instanceof ListableBeanFactory listable)) {
            return null;
        }
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            List<String> mistakes = new ConfigurationMistakes(
                            environment, listable, new SpringValidatorAdapter(validators.getValidator()))
                    .find();
            return mistakes.isEmpty() ? null : describe(mistakes, failure);
        }
    }

    private FailureAnalysis describe(List<String> mistakes, Throwable failure) {
        String service = environment.getProperty("spring.application.name", "The service");
        return new FailureAnalysis(
                "%s cannot start; its configuration has %d mistake%s:%n%n  - %s"
                        .formatted(
                                service,
                                mistakes.size(),
                                mistakes.size() == 1 ? "" : "s",
                                String.join("%n  - ".formatted(), mistakes)),
                "Set them in a properties file (--spring.config.additional-location=FILE), in the environment or on the command line.",
                failure);
    }
}
