package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.schemas.job.JobProgress;
import io.inferloop.tabular.schemas.job.JobState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JobStreamIT extends GatewayOnRealServers {

    private static final int CHANGES = 60;
    private static final int MOST_STREAMS = 20;

    @Autowired
    JobFeed feed;

    @Test
    void aConnectionThatIsCutAgainAndAgainMissesNothingAndRepeatsNothing() throws Exception {
        UUID job = started();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            try {
                for (int sequence = 2; sequence < CHANGES; sequence++) {
                    feed.send(JobFeed.event(job, sequence, JobState.RUNNING)
                            .setProgress(new JobProgress("fit", (long) sequence, (long) CHANGES, "fitting\nrows", 1L)));
                }
                feed.send(JobFeed.event(job, CHANGES, JobState.SUCCEEDED));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        List<Event> seen = new ArrayList<>();
        int connections = 0;
        while (seen.isEmpty() || !seen.getLast().name().equals("job.succeeded")) {
            connections++;
            try (Stream stream =
                    open(job, seen.isEmpty() ? null : seen.getLast().id())) {
                assertThat(stream.status()).isEqualTo(200);
                for (int i = 0; i < 7 && stream.next(); i++) {
                    seen.add(stream.event());
                }
            }
        }

        sending.join();
        assertThat(connections).isGreaterThan(5);
        assertThat(seen.stream().map(Event::id))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, CHANGES).boxed().toList());
        assertThat(seen.getFirst().name()).isEqualTo("job.queued");
        assertThat(seen.get(1).name()).isEqualTo("job.running");
        assertThat(seen.get(2).name()).isEqualTo("job.progress");
        assertThat(seen.get(2).data().at("/progress/done").longValue()).isEqualTo(3);
        assertThat(seen.getLast().data())
                .isEqualTo(door().get("/v1/jobs/" + job).json());

        Answer again = door().get("/v1/jobs/" + job + "/events", "Last-Event-ID", Integer.toString(CHANGES));
        assertThat(again.status()).isEqualTo(204);
        door().get("/v1/jobs/%s/events?last_event_id=%d".formatted(job, CHANGES))
                .expect(204);
        try (Stream rest = open(job, CHANGES - 1L)) {
            assertThat(rest.next()).isTrue();
            assertThat(rest.event().name()).isEqualTo("job.succeeded");
            assertThat(rest.next()).as("the stream ends after the last event").isFalse();
        }
    }

    @Test
    void changesThatAnotherInstanceReceivedAreToldAndSilenceIsFilledWithComments() throws Exception {
        UUID job = started();
        try (Stream stream = open(job, 1L)) {
            assertThat(stream.line()).isEqualTo("retry: 1000");
            Awaitility.await().until(() -> ": still here".equals(stream.line()));
            // As another instance stores it: nothing wakes the stream here.
            jdbc.sql("""
                    INSERT INTO job_event (organization_id, job_id, sequence, state, last, snapshot)
                    SELECT organization_id, job_id, 2, 'RUNNING', false, snapshot FROM job_event WHERE job_id = ?""").param(job).update();
            assertThat(stream.next()).isTrue();
            assertThat(stream.event().name()).isEqualTo("job.running");
        }
    }

    @Test
    void aJobWhoseEventsArePrunedStillTellsItsEnd() throws Exception {
        UUID job = started();
        feed.send(JobFeed.event(job, 2, JobState.CANCELLED));
        Awaitility.await()
                .until(() -> door().get("/v1/jobs/" + job).text("/state").equals("cancelled"));
        jdbc.sql("DELETE FROM job_event WHERE job_id = ?").param(job).update();
        try (Stream stream = open(job, null)) {
            assertThat(stream.next()).isTrue();
            assertThat(stream.event().name()).isEqualTo("job.cancelled");
            assertThat(stream.next()).isFalse();
        }
    }

    @Test
    void streamsAreCountedAndOneTooManyIsToldWhenToComeBack() throws Exception {
        UUID job = started();
        List<Stream> open = new ArrayList<>();
        try {
            do {
                open.add(open(job, null));
            } while (open.getLast().status() == 200 && open.size() <= MOST_STREAMS);
            Stream refused = open.getLast();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.line())
                    .contains("too_many_streams", "#quota-exceeded", "\"violated-policies\":[\"streams\"]");
            assertThat(refused.header("Retry-After")).isNotEmpty();
        } finally {
            open.forEach(Stream::close);
        }
        // A client that went away is noticed when something is written to it.
        Awaitility.await().untilAsserted(() -> {
            try (Stream stream = open(job, null)) {
                assertThat(stream.status()).isEqualTo(200);
            }
        });
        newOrganization("starter").get("/v1/jobs/" + job + "/events").expect(404);
        door().get("/v1/jobs/" + job + "/events", "Last-Event-ID", "seven").expect(400);
    }

    private UUID started() throws Exception {
        UUID job = UUID.randomUUID();
        feed.send(JobFeed.event(job, 1, JobState.QUEUED));
        Awaitility.await().until(() -> door().get("/v1/jobs/" + job).status() == 200);
        return job;
    }

    private Stream open(UUID job, @Nullable Long lastEventId) throws Exception {
        return new Stream(port, job, lastEventId);
    }

    record Event(long id, String name, JsonNode data) {}

    /** A client of server-sent events, as far as the tests need one; closing it cuts the connection. */
    private static final class Stream implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;
        private @Nullable Event event;

        Stream(int port, UUID job, @Nullable Long lastEventId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/v1/jobs/%s/events".formatted(port, job)))
                    .timeout(Duration.ofSeconds(60))
                    .header("Accept", "text/event-stream")
                    .header("Authorization", "Bearer " + Stack.KEY);
            if (lastEventId != null) {
                request.header("Last-Event-ID", Long.toString(lastEventId));
            }
            response = http.send(request.build(), BodyHandlers.ofInputStream());
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String line() throws IOException {
            return lines.readLine();
        }

        /** Reads up to the end of the next event; false when the stream has ended before. */
        boolean next() throws IOException {
            long id = 0;
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    event = new Event(id, name, JsonMapper.shared().readTree(line.substring(6)));
                    return true;
                }
            }
            return false;
        }

        Event event() {
            return Objects.requireNonNull(event, "no event was read");
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
