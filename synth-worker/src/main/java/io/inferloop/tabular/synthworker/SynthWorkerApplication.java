package io.inferloop.tabular.synthworker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service's entry point. Start reading at {@code task.SynthesisHandler}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SynthWorkerApplication {

    public static void main(String[] args) {
        SpringApplication.run(SynthWorkerApplication.class, args);
    }
}
