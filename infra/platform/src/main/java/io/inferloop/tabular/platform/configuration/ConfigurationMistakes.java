package io.inferloop.tabular.platform.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;
import org.springframework.validation.Validator;

/**
 * Everything that is wrong with a service's configuration: what {@value #REQUIRED} lists and nobody has set, and every
 * settings record of ours that does not take the values it is given. Binding alone would stop at the first record.
 */
final class ConfigurationMistakes {

    /** Names of the properties without which the service cannot run; each service lists its own. */
    static final String REQUIRED = "tabular.required";

    private static final String OURS = "tabular.";

    private final Environment environment;
    private final ListableBeanFactory beans;
    private final Validator validator;

    ConfigurationMistakes(Environment environment, ListableBeanFactory beans, Validator validator) {
        this.environment = environment;
        this.beans = beans;
        this.validator = validator;
    }

    /** One sentence for each, naming the property; empty when nothing is wrong. */
    List<String> find() {
        List<String> unset = unset();
        List<String> mistakes = new ArrayList<>();
        unset.forEach(name -> mistakes.add(name + " is not set"));
        for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            ConfigurationProperties settings = beans.findAnnotationOnBean(bean, ConfigurationProperties.class);
            Class<?> type = beans.getType(bean, false);
            if (settings != null && type != null && settings.value().startsWith(OURS)) {
                misfits(settings.value(), type).stream()
                        // What is required and not set is said in those words already.
                        .filter(misfit -> unset.stream().noneMatch(name -> misfit.startsWith(name + " ")))
                        .forEach(mistakes::add);
            }
        }
        return mistakes.stream().distinct().toList();
    }

    private List<String> unset() {
        return Binder.get(environment).bind(REQUIRED, Bindable.listOf(String.class)).orElse(List.of()).stream()
                .filter(name -> environment.getProperty(name, "").isBlank())
                .toList();
    }

    private List<String> misfits(String prefix, Class<?> type) {
        try {
            Binder.get(environment).bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(validator));
            return List.of();
        } catch (BindException e) {
            return sentences(prefix, e);
        }
    }

    private static List<String> sentences(String prefix, BindException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindValidationException invalid) {
                return invalid.getValidationErrors().getAllErrors().stream()
                        .filter(FieldError.class::isInstance)
                        .map(FieldError.class::cast)
                        .map(error -> "%s.%s %s".formatted(prefix, kebab(error.getField()), error.getDefaultMessage()))
                        .toList();
            }
        }
        Throwable root = refused;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return List.of(message.contains(prefix) ? message : "%s: %s".formatted(refused.getName(), message));
    }

    private static String kebab(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
