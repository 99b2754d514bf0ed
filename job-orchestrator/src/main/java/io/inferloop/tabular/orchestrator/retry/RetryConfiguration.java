package io.inferloop.tabular.orchestrator.retry;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class RetryConfiguration {

    @Bean
    RetryPolicy retryPolicy(RetryProperties properties) {
        return new RetryPolicy(properties, new SecureRandom());
    }

    @Bean
    NextAttemptSweep nextAttemptSweep(
            TransactionTemplate transaction, JobStore jobs, DueJobs due, JobRecorder recorder) {
        return new NextAttemptSweep(transaction, jobs, due, recorder);
    }
}
