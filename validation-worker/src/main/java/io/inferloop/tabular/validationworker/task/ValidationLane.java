package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.platform.task.TaskLane;
import io.inferloop.tabular.platform.task.TaskWorkerConfiguration;
import io.inferloop.tabular.schemas.topic.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The lane that this service works on. */
@Configuration(proxyBeanMethods = false)
@Import(TaskWorkerConfiguration.class)
class ValidationLane {

    @Bean
    TaskLane lane() {
        return new TaskLane("validation", Topics.DISPATCH_VALIDATION, "validation-worker");
    }
}
