package io.inferloop.tabular.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.platform.storage.StorageProperties;
import io.inferloop.tabular.platform.task.WorkerProperties;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

class ConfigurationMistakesTest {

    @Test
    void namesEveryMistakeAtOnce() {
        List<String> mistakes = find(Map.of(
                "tabular.required", "spring.datasource.url, tabular.storage.bucket",
                "tabular.storage.region", " ",
                "tabular.worker.slots", "0"));

        assertThat(mistakes)
                .containsExactlyInAnyOrder(
                        "spring.datasource.url is not set",
                        "tabular.storage.bucket is not set",
                        "tabular.storage.region must not be blank",
                        "tabular.worker.slots must be at least 1, got 0");
    }

    @Test
    void saysWhichPropertyHasAValueOfTheWrongKind() {
        assertThat(find(Map.of("tabular.storage.bucket", "tables", "tabular.worker.lease", "soon")))
                .singleElement()
                .asString()
                .startsWith("tabular.worker.lease: ");
    }

    @Test
    void findsNothingInAConfigurationThatIsComplete() {
        assertThat(find(Map.of("tabular.required", "tabular.storage.bucket", "tabular.storage.bucket", "tables")))
                .isEmpty();
    }

    private static List<String> find(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition("storage", new RootBeanDefinition(StorageProperties.class));
        beans.registerBeanDefinition("worker", new RootBeanDefinition(WorkerProperties.class));
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return new ConfigurationMistakes(environment, beans, new SpringValidatorAdapter(validators.getValidator()))
                    .find();
        }
    }
}
