package io.inferloop.tabular.validationworker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service's entry point. Start reading at {@code task.ValidationHandler}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ValidationWorkerApplication {

    public static void main(String[] args) {
        SpringApplication.run(ValidationWorkerApplication.class, args);
    }
}
