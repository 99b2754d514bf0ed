package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.messaging.Messaging;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For a service that is a worker: it imports this and brings a {@link TaskLane} and a {@link TaskHandler}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
public class TaskWorkerConfiguration {

    @Bean
    TaskWorker taskWorker(
            TaskLane lane,
            TaskHandler handler,
            WorkerProperties properties,
            Messaging messaging,
            ObservationRegistry observations) {
        return new TaskWorker(lane, handler, properties, messaging, observations);
    }
}
