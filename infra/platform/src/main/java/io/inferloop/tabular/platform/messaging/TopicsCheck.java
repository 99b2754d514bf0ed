package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.failure.FailureKind;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.schemas.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at start, before anything reads or writes, whether the cluster has every topic of the catalogue. While the cluster does not answer it waits and says so; missing topics
 * are an error that names them, because no service creates any.
 */
final class TopicsCheck implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicsCheck.class);
    private static final int PHASE = -2_000;

    private final KafkaClients clients;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile boolean done;

    TopicsCheck(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public void start() {
        Backoff backoff = new Backoff();
        try (Admin admin = clients.admin()) {
            while (!done) {
                try {
                    require(admin.listTopics().names().get());
                    done = true;
                } catch (ExecutionException e) {
                    if (FailureKind.of(e) != FailureKind.RETRYABLE) {
                        throw new IllegalStateException("Kafka refuses to list its topics", e);
                    }
                    log.warn(
                            "Waiting for Kafka: {}",
                            e.getCause() == null ? e : e.getCause().toString());
                    if (stopRequested.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Kafka", e);
        }
    }

    private static void require(Set<String> existing) {
        List<String> missing = missing(existing);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Kafka misses %d topics; provision them before the services start: %s"
                    .formatted(missing.size(), missing));
        }
    }

    static List<String> missing(Set<String> existing) {
        Set<String> missing = new TreeSet<>();
        Topics.all().stream().flatMap(TopicsCheck::names).forEach(missing::add);
        missing.removeAll(existing);
        return List.copyOf(missing);
    }

    private static Stream<String> names(Topic<?> topic) {
        return topic.deadLetters() ? Stream.of(topic.name(), topic.deadLetterName()) : Stream.of(topic.name());
    }

    @Override
    public void stop() {
        stopRequested.countDown();
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
