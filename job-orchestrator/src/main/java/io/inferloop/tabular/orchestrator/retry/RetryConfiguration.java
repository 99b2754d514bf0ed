package io.inferloop.tabular.orchestrator.retry;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetryConfiguration {

    @Bean
    RetryPolicy retryPolicy(RetryProperties properties) {
        return new RetryPolicy(properties, new SecureRandom());
    }

    @Bean
    NextAttemptSweep nextAttemptSweep(JobMover mover, DueJobs due) {
        return new NextAttemptSweep(mover, due);
    }
}
