package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.platform.messaging.BatchConsumer;
import io.inferloop.tabular.platform.messaging.BatchHandler;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.Received;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Follows the events of all jobs, also of those that came by Kafka, and tells those who wait here for one. */
@Component
class JobView implements BatchHandler<JobChanged> {

    private final Jobs jobs;
    private final JobWaiters waiters;
    private final ProfileJobs profiles;
    private final JobResults results;

    JobView(Jobs jobs, JobWaiters waiters, ProfileJobs profiles, JobResults results) {
        this.jobs = jobs;
        this.waiters = waiters;
        this.profiles = profiles;
        this.results = results;
    }

    @Override
    public void handle(List<Received<JobChanged>> batch) {
        Map<String, Job> newest = HashMap.newHashMap(batch.size());
        for (Received<JobChanged> received : batch) {
            Job job = JobEventMapping.job(received.required());
            newest.merge(
                    job.organization() + "|" + job.id(),
                    job,
                    (one, other) -> one.sequence() >= other.sequence() ? one : other);
        }
        jobs.upsert(newest.values());
        profiles.follow(newest.values());
        results.follow(newest.values());
        newest.values().forEach(job -> waiters.changed(job.id()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Consumer {

        @Bean
        BatchConsumer<JobChanged> jobEvents(JobView view, Messaging messaging) {
            return BatchConsumer.of(Topics.JOB_EVENTS, "api-gateway-view")
                    .handler(view)
                    .build(messaging);
        }
    }
}
