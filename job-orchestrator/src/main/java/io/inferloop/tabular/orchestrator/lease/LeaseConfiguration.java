package io.inferloop.tabular.orchestrator.lease;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.retry.RetryPolicy;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import io.inferloop.tabular.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class LeaseConfiguration {

    @Bean
    EventProgress eventProgress(
            TransactionTemplate transaction, JdbcTemplate jdbc, JobStore jobs, LeaseProperties properties) {
        return new EventProgress(transaction, jdbc, jobs, properties, Topics.TASK_EVENTS.partitions());
    }

    @Bean
    LeaseExpirySweep leaseExpirySweep(
            JobMover mover, EventProgress progress, DueJobs due, RetryPolicy retry, MeterRegistry meters) {
        return new LeaseExpirySweep(mover, progress, due, retry, meters);
    }
}
