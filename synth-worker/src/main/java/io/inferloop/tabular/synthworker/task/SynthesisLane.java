package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.platform.task.TaskLane;
import io.inferloop.tabular.platform.task.TaskWorkerConfiguration;
import io.inferloop.tabular.schemas.topic.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The lane that this service works on. */
@Configuration(proxyBeanMethods = false)
@Import(TaskWorkerConfiguration.class)
class SynthesisLane {

    @Bean
    TaskLane lane() {
        return new TaskLane("synthesis-cpu", Topics.DISPATCH_SYNTHESIS_CPU, "synth-worker-cpu");
    }
}
