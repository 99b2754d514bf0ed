package io.inferloop.tabular.standalone.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to one gateway with one API key. Every method throws {@link ApiException} when the gateway refuses. */
public final class TabularClient implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(30);
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI gateway;
    private final String apiKey;
    private final JsonMapper json;

    public TabularClient(URI gateway, String apiKey, JsonMapper json) {
        this.gateway = gateway;
        this.apiKey = apiKey;
        this.json = json;
    }

    /** Uploads a table as a stream: CSV or NDJSON, plain or gzip, or Parquet, told apart by the file's name. */
    public UploadedTable upload(Path table, String name) throws IOException, InterruptedException {
        String query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        JsonNode body = send(request("/v1/datasets" + query, UPLOAD_LIMIT)
                .header("Content-Type", mediaType(table))
                .POST(BodyPublishers.ofFile(table)));
        return new UploadedTable(
                UUID.fromString(body.path("id").asString("")),
                body.path("rows").asLong(0),
                body.path("columns").size());
    }

    private static String mediaType(Path table) {
        String name = String.valueOf(table.getFileName()).replaceFirst("\\.gz$", "");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "parquet" -> "application/vnd.apache.parquet";
            case "ndjson", "jsonl" -> "application/x-ndjson";
            default -> "text/csv";
        };
    }

    public JobView submit(JobRequest job) throws IOException, InterruptedException {
        BodyPublisher body = BodyPublishers.ofString(json.writeValueAsString(job.body()));
        return JobView.of(send(request("/v1/jobs", ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .POST(body)));
    }

    /** The job as it is, or as soon as it is finished if that is within {@code wait}. */
    public JobView job(UUID job, Duration wait) throws IOException, InterruptedException {
        return JobView.of(send(request("/v1/jobs/" + job, ANSWER_LIMIT.plus(wait))
                .header("Prefer", "wait=" + wait.toSeconds())
                .GET()));
    }

    /** The newest models, at most a hundred. */
    public List<ModelView> models() throws IOException, InterruptedException {
        return send(request("/v1/models?limit=100", ANSWER_LIMIT).GET())
                .path("models")
                .valueStream()
                .map(ModelView::of)
                .toList();
    }

    /** Writes an output of a finished job; the file appears only when all of it is there. */
    public void download(UUID job, String output, Path target) throws IOException, InterruptedException {
        download("/v1/jobs/%s/result/%s".formatted(job, output), target);
    }

    /** Writes a model as one archive; the file appears only when all of it is there. */
    public void downloadModel(UUID model, Path target) throws IOException, InterruptedException {
        download("/v1/models/%s/artifact".formatted(model), target);
    }

    private void download(String path, Path target) throws IOException, InterruptedException {
        HttpRequest request = request(path, UPLOAD_LIMIT).GET().build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= 300) {
                throw refusal(response, body.readAllBytes());
            }
            Path absolute = target.toAbsolutePath();
            Path draft = Files.createTempFile(absolute.getParent(), "." + absolute.getFileName(), ".part");
            try {
                Files.copy(body, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, absolute, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        }
    }

    /** The invoice of a month, draft or final; empty when nothing was charged yet. */
    public Optional<Invoice> invoice(YearMonth period) throws IOException, InterruptedException {
        try {
            return Optional.of(Invoice.of(
                    send(request("/v1/invoices/" + period, ANSWER_LIMIT).GET())));
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private HttpRequest.Builder request(String path, Duration limit) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(limit)
                .header("Authorization", "Bearer " + apiKey)
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw refusal(response, response.body());
        }
        return json.readTree(response.body());
    }

    private ApiException refusal(HttpResponse<?> response, byte[] body) {
        @Nullable
        Duration retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
        JsonNode problem;
        try {
            problem = json.readTree(body);
        } catch (JacksonException notJson) {
            problem = json.createObjectNode().put("detail", new String(body, StandardCharsets.UTF_8));
        }
        return ApiException.of(response.statusCode(), problem, retryAfter);
    }

    @Override
    public void close() {
        http.close();
    }
}
