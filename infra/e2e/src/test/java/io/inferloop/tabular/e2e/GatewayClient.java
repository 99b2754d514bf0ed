package io.inferloop.tabular.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as an application developer sees it. Any answer but the expected one fails the test with its body. */
final class GatewayClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final URI base;
    private final String apiKey;

    GatewayClient(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    String apiKey() {
        return apiKey;
    }

    /** The same door, knocked at with another key. */
    GatewayClient withKey(String otherKey) {
        return new GatewayClient(base, otherKey);
    }

    UUID upload(String name, Path csv) throws IOException, InterruptedException {
        JsonNode dataset = send("POST", "/v1/datasets?name=" + name, BodyPublishers.ofFile(csv), "text/csv", 201);
        return UUID.fromString(dataset.get("id").asString());
    }

    /** One submission, whatever it is answered. */
    HttpResponse<String> postJob(String idempotencyKey, Map<String, Object> job)
            throws IOException, InterruptedException {
        HttpRequest request = request("/v1/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(json.writeValueAsString(job)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** One request, whatever it is answered. Header names and values come in pairs. */
    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The job once it has ended, or as it is when the wait is over. */
    JsonNode awaitEnd(UUID id, Duration wait) throws IOException, InterruptedException {
        return answer(
                request("/v1/jobs/" + id)
                        .header("Prefer", "wait=" + wait.toSeconds())
                        .GET()
                        .build(),
                200);
    }

    JsonNode job(UUID id) throws IOException, InterruptedException {
        return get("/v1/jobs/" + id);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build(), 200);
    }

    JsonNode post(String path, Object body, int expectedStatus) throws IOException, InterruptedException {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(json.writeValueAsString(body)),
                "application/json",
                expectedStatus);
    }

    String text(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(path).GET().build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError("GET %s answered %d: %s".formatted(path, response.statusCode(), response.body()));
        }
        return response.body();
    }

    private JsonNode send(String method, String path, BodyPublisher body, String contentType, int expectedStatus)
            throws IOException, InterruptedException {
        return answer(
                request(path)
                        .header("Content-Type", contentType)
                        .method(method, body)
                        .build(),
                expectedStatus);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + apiKey);
    }

    private JsonNode answer(HttpRequest request, int expectedStatus) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != expectedStatus) {
            throw new AssertionError("%s %s answered %d, expected %d: %s"
                    .formatted(
                            request.method(), request.uri(), response.statusCode(), expectedStatus, response.body()));
        }
        return json.readTree(response.body());
    }
}
