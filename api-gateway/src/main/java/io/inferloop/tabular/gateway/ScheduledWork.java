package io.inferloop.tabular.gateway;

import io.inferloop.tabular.platform.failure.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The threads of everything that runs by itself. Several, so that a sweep that waits for the object store holds up neither metering nor
 * submissions: the scheduler that comes with virtual threads has one for all work with a fixed delay.
 */
@Configuration(proxyBeanMethods = false)
class ScheduledWork {

    private static final Logger log = LoggerFactory.getLogger(ScheduledWork.class);

    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        ThreadPoolTaskScheduler scheduler = builder.build();
        scheduler.setErrorHandler(failure -> failed(failure, !scheduler.isRunning()));
        return scheduler;
    }

    /** All of it is done again at its next turn, so what is away, or goes away with this instance, needs no stack to be found. */
    static void failed(Throwable failure, boolean stopping) {
        if (stopping) {
            log.info("Scheduled work ends with this instance: {}", failure.toString());
            return;
        }
        switch (FailureKind.of(failure)) {
            case RETRYABLE -> log.warn("Scheduled work failed and is done again: {}", failure.toString());
            case REJECTED, BUG -> log.error("Scheduled work failed and is done again", failure);
        }
    }
}
