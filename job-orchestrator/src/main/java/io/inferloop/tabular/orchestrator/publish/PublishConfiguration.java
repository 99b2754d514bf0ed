package io.inferloop.tabular.orchestrator.publish;

import io.inferloop.tabular.orchestrator.catalogue.Organizations;
import io.inferloop.tabular.orchestrator.deadletter.DeadTasks;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.outbox.Outbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

    @Bean
    QueueSignal queueSignal() {
        return new QueueSignal();
    }

    @Bean
    JobRecorder jobRecorder(
            JobStore jobs,
            Organizations organizations,
            DeadTasks deadTasks,
            AvroCodec codec,
            Outbox outbox,
            QueueSignal signal) {
        return new JobRecorder(jobs, organizations, deadTasks, codec, outbox, signal);
    }
}
