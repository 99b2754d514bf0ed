package io.inferloop.tabular.benchmarks.worker;

import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The job events of a run, read afterwards, and what the databases say of the same jobs. */
public final class JobHistory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 200;

    private final BenchmarkStack stack;
    private final Messaging messaging;
    private final Map<TopicPartition, Long> begin;

    /** Remembers where the events of this run begin. */
    public JobHistory(BenchmarkStack stack, Messaging messaging) {
        this.stack = stack;
        this.messaging = messaging;
        try (Consumer<String, byte[]> consumer = messaging.clients().assignedConsumer("benchmark-history")) {
            this.begin = TopicEnd.seek(consumer, Topics.JOB_EVENTS);
        }
    }

    /** What does not agree with each job having succeeded exactly once at its first attempt. */
    public List<String> mistakes(Collection<UUID> jobs)
            throws SQLException, InterruptedException, UndecodableRecordException {
        List<String> mistakes = new ArrayList<>();
        for (String service : new String[] {"orchestrator", "gateway"}) {
            long succeeded = awaitSucceeded(service, jobs);
            if (succeeded != jobs.size()) {
                mistakes.add("the %s has %d of %d jobs as succeeded".formatted(service, succeeded, jobs.size()));
            }
        }
        Map<UUID, Set<Long>> successes = successes();
        long wrong = jobs.stream()
                .filter(job -> successes.getOrDefault(job, Set.of()).size() != 1)
                .count();
        if (wrong > 0) {
            mistakes.add("%d jobs did not succeed exactly once by their events".formatted(wrong));
        }
        return mistakes;
    }

    /** Sequence numbers of each job's successes; the same number twice is one event sent twice. */
    private Map<UUID, Set<Long>> successes() throws UndecodableRecordException {
        Map<UUID, Set<Long>> successes = new HashMap<>();
        try (Consumer<String, byte[]> consumer = messaging.clients().assignedConsumer("benchmark-history")) {
            Map<TopicPartition, Long> ends = TopicEnd.seek(consumer, Topics.JOB_EVENTS);
            begin.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    JobChanged event = messaging.codec().decode(Topics.JOB_EVENTS, record.value());
                    if (event.getState() == JobState.SUCCEEDED && event.getAttempt() == 1) {
                        successes
                                .computeIfAbsent(event.getJobId(), none -> new HashSet<>())
                                .add(event.getSequence());
                    }
                }
            }
        }
        return successes;
    }

    private long awaitSucceeded(String schema, Collection<UUID> jobs) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = stack.database(schema);
                PreparedStatement count = connection.prepareStatement(
                        "SELECT count(*) FROM job WHERE state = 'SUCCEEDED' AND id = ANY (?)")) {
            count.setArray(1, connection.createArrayOf("uuid", jobs.toArray()));
            while (true) {
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    long succeeded = row.getLong(1);
                    if (succeeded >= jobs.size() || System.nanoTime() > deadline) {
                        return succeeded;
                    }
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }
}
