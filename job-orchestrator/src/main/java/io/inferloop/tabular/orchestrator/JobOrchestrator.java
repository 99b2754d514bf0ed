package io.inferloop.tabular.orchestrator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service that owns jobs, from the command that submits one to the usage that it causes. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class JobOrchestrator {

    public static void main(String[] arguments) {
        SpringApplication.run(JobOrchestrator.class, arguments);
    }
}
