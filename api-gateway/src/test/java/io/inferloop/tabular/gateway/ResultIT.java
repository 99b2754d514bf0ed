package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.schemas.job.JobState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ResultIT extends GatewayOnRealServers {

    private static final String ROWS = "a,b\n1,2\n3,4\n";

    @Autowired
    JobFeed feed;

    @Test
    void aResultIsReadInRangesAsAnInterruptedDownloadNeedsThem() throws Exception {
        String result = "/v1/jobs/" + succeeded() + "/result";
        Answer whole = door().get(result).expect(200);
        String etag = whole.header("ETag");
        assertThat(whole.body()).isEqualTo(ROWS);
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");

        Answer middle = door().get(result, "Range", "bytes=4-6").expect(206);
        assertThat(middle.body()).isEqualTo("1,2");
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 4-6/12");
        assertThat(middle.header("Content-Length")).isEqualTo("3");
        assertThat(door().get(result, "Range", "bytes=8-").expect(206).body()).isEqualTo("3,4\n");
        assertThat(door().get(result, "Range", "bytes=-4").expect(206).body()).isEqualTo("3,4\n");
        assertThat(door().get(result, "Range", "bytes=0-999").expect(206).body())
                .isEqualTo(ROWS);
        assertThat(door().get(result, "Range", "bytes=8-", "If-Range", etag)
                        .expect(206)
                        .body())
                .isEqualTo("3,4\n");
        assertThat(door().get(result, "Range", "bytes=8-", "If-Range", "\"older\"")
                        .expect(200)
                        .body())
                .isEqualTo(ROWS);
        assertThat(door().get(result, "Range", "bytes=0-1,4-5").expect(200).body())
                .isEqualTo(ROWS);

        Answer behind = door().get(result, "Range", "bytes=12-").expect(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */12");
        assertThat(behind.text("/code")).isEqualTo("range_not_satisfiable");

        door().get(result, "If-None-Match", etag).expect(304);
        door().get(result, "If-Match", "\"older\"").expect(412);
        Answer head = door().send("HEAD", result, HttpRequest.BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("12");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aRedirectGivesTheFileWithoutAKeyAndTheJobSaysHowLongItIsKept() throws Exception {
        UUID job = succeeded();
        Answer redirect =
                door().get("/v1/jobs/%s/result?redirect=true".formatted(job)).expect(303);
        assertThat(redirect.header("Cache-Control")).isEqualTo("no-store");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> file = http.send(
                    HttpRequest.newBuilder(URI.create(redirect.header("Location")))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isEqualTo(ROWS);
            assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                    .contains("synthetic.csv");
        }
        Instant expiresAt = Instant.parse(door().get("/v1/jobs/" + job).text("/outputs/0/expires_at"));
        assertThat(expiresAt)
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(366)));
        assertThat(door().get("/v1/jobs/%s/result?redirect=maybe".formatted(job))
                        .expect(400)
                        .header("Content-Type"))
                .startsWith("application/problem+json");
    }

    private UUID succeeded() throws Exception {
        UUID job = UUID.randomUUID();
        feed.send(
                JobFeed.event(job, 1, JobState.SUCCEEDED).setOutputs(List.of(feed.output(job, "synthetic.csv", ROWS))));
        Awaitility.await().until(() -> door().get("/v1/jobs/" + job).status() == 200);
        return job;
    }
}
