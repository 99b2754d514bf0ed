package io.inferloop.tabular.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client sent and was answered, kept outside the system: the word against which the system is held. Every
 * submission has its own Idempotency-Key and is sent again with it until it is answered 202.
 */
final class Journal {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int THREADS = 8;

    private final GatewayClient client;
    private final ConcurrentLinkedQueue<Submission> submissions = new ConcurrentLinkedQueue<>();

    Journal(GatewayClient client) {
        this.client = client;
    }

    /** What was answered: a status, or none when the connection broke. */
    record Answer(int status, String contentType, String retryAfter, String body, Duration took) {

        static final int NONE = 0;
    }

    /** One order of a client, and all that came of sending it. */
    static final class Submission {

        private final String key;
        private final Order order;
        private final List<Answer> answers = new ArrayList<>();
        private @Nullable UUID job;
        private boolean cancelled;

        private Submission(String key, Order order) {
            this.key = key;
            this.order = order;
        }

        Order order() {
            return order;
        }

        UUID job() {
            if (job == null) {
                throw new AssertionError("%s was never accepted: %s".formatted(key, answers));
            }
            return job;
        }

        boolean cancelled() {
            return cancelled;
        }
    }

    /** Sends every order, some at a time, and returns when all are accepted. */
    List<Submission> submitAll(List<Order> orders) throws InterruptedException, ExecutionException {
        return insist(orders.stream().map(this::begin).toList());
    }

    /** Sends an order once, whatever comes of it. */
    Submission begin(Order order) {
        Submission submission = new Submission(UUID.randomUUID().toString(), order);
        submissions.add(submission);
        return submission;
    }

    /** Sends each until it is accepted, some at a time. */
    List<Submission> insist(List<Submission> orders) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (Submission order : orders) {
                sent.add(threads.submit(() -> {
                    insist(order);
                    return order;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
            return orders;
        }
    }

    private void insist(Submission submission) throws InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (send(submission).status() != 202) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("Not accepted within %s: %s".formatted(PATIENCE, submission.answers));
            }
            Thread.sleep(200);
        }
    }

    /** One POST. Only three answers are in order: 202, 503 and none; and each 202 to a key must name the same job. */
    Answer send(Submission submission) throws InterruptedException {
        Instant begin = Instant.now();
        Answer answer;
        try {
            HttpResponse<String> response = client.postJob(submission.key, submission.order.body());
            answer = new Answer(
                    response.statusCode(),
                    header(response, "Content-Type"),
                    header(response, "Retry-After"),
                    response.body(),
                    Duration.between(begin, Instant.now()));
        } catch (IOException broken) {
            answer = new Answer(Answer.NONE, "", "", broken.toString(), Duration.between(begin, Instant.now()));
        }
        submission.answers.add(answer);
        assertThat(answer.status()).as("%s", answer).isIn(202, 503, Answer.NONE);
        if (answer.status() == 202) {
            UUID job = UUID.fromString(
                    JsonMapper.shared().readTree(answer.body()).get("id").asString());
            assertThat(job)
                    .as("the job of key %s", submission.key)
                    .isEqualTo(submission.job == null ? job : submission.job);
            submission.job = job;
        }
        return answer;
    }

    /** Asks for the end of a job that was accepted; one that has ended meanwhile stays as it is. */
    void cancel(Submission submission) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send("POST", "/v1/jobs/" + submission.job() + "/cancel", HttpRequest.BodyPublishers.noBody());
        assertThat(answer.statusCode()).as(answer.body()).isIn(202, 409);
        submission.cancelled = answer.statusCode() == 202;
    }

    Collection<Submission> all() {
        return submissions;
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
