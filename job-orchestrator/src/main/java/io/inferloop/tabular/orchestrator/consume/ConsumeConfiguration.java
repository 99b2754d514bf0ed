package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.admission.Admission;
import io.inferloop.tabular.orchestrator.admission.ParkedSubmissions;
import io.inferloop.tabular.orchestrator.admission.Tombstones;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.lease.EventProgress;
import io.inferloop.tabular.orchestrator.lease.LeaseProperties;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.retry.RetryPolicy;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.BatchConsumer;
import io.inferloop.tabular.platform.messaging.CompactedTopicReader;
import io.inferloop.tabular.platform.messaging.DeadLetters;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.security.CommandVerifier;
import io.inferloop.tabular.platform.security.ProducerKeys;
import io.inferloop.tabular.schemas.account.ProducerKey;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ConsumeConfiguration {

    private static final String GROUP = "job-orchestrator";

    @Bean
    ProducerKeys producerKeys() {
        return new ProducerKeys();
    }

    @Bean
    CompactedTopicReader<ProducerKey> producerKeyReader(ProducerKeys keys, Messaging messaging) {
        return new CompactedTopicReader<>(Topics.PRODUCER_KEYS, messaging, keys::accept);
    }

    @Bean
    CommandVerifier commandVerifier(ProducerKeys keys) {
        return new CommandVerifier(keys);
    }

    @Bean
    CommandBatch commandBatch(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            JobStore jobs,
            Admission admission,
            ParkedSubmissions parked,
            Tombstones tombstones,
            JobRecorder recorder) {
        return new CommandBatch(transaction, new Inbox(jdbc), jobs, admission, parked, tombstones, recorder);
    }

    @Bean
    BatchConsumer<JobCommand> commandConsumer(
            CommandVerifier verifier,
            DeadLetters deadLetters,
            CommandBatch batches,
            ConsumeProperties properties,
            Messaging messaging) {
        return BatchConsumer.of(Topics.JOB_COMMANDS, GROUP)
                .handler(new CommandHandler(verifier, deadLetters, batches))
                .maxBatch(properties.maxBatch())
                .concurrency(properties.concurrency())
                .build(messaging);
    }

    @Bean
    TaskReportBatch taskReportBatch(
            TransactionTemplate transaction,
            JobStore jobs,
            RetryPolicy retry,
            LeaseProperties lease,
            JobRecorder recorder,
            MeterRegistry meters) {
        return new TaskReportBatch(transaction, jobs, retry, lease, recorder, meters);
    }

    @Bean
    BatchConsumer<TaskEvent> taskEventConsumer(
            TaskReportBatch batches,
            EventProgress progress,
            JobStore jobs,
            ConsumeProperties properties,
            Messaging messaging) {
        return BatchConsumer.of(Topics.TASK_EVENTS, GROUP)
                .handler(new TaskEventHandler(batches, progress))
                .maxBatch(properties.maxBatch())
                .concurrency(properties.concurrency())
                .clock(jobs::now)
                .build(messaging);
    }

    @Bean
    ParkedReview parkedReview(
            TransactionTemplate transaction,
            AvroCodec codec,
            ParkedSubmissions parked,
            Tombstones tombstones,
            Admission admission,
            JobStore jobs,
            JobRecorder recorder,
            ConsumeProperties properties) {
        return new ParkedReview(
                transaction, codec, parked, tombstones, admission, jobs, recorder, properties.patience());
    }

    @Bean
    Retention retention(JdbcTemplate jdbc, ConsumeProperties properties) {
        return new Retention(jdbc, properties.remember());
    }
}
