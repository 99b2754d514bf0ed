package io.inferloop.tabular.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with a key. Header names and values come in pairs. */
final class FrontDoor {

    static final String ADULTS = "age,job,income\n39,clerk,<=50K\n50,exec,>50K\n38,clerk,<=50K\n";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGEST_JSON = 1 << 20;
    private static final Map<String, DescribedApi> DESCRIPTIONS = new ConcurrentHashMap<>();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String key;

    FrontDoor(int port, String key) {
        this.base = "http://127.0.0.1:" + port;
        this.key = key;
    }

    Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Answer post(String path, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return send("POST", path, BodyPublishers.ofString(json), all);
    }

    Answer upload(String name, byte[] body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "text/csv";
        return send("POST", "/v1/datasets?name=" + name, BodyPublishers.ofByteArray(body), all);
    }

    /** The id of a fresh dataset. */
    String dataset() {
        return upload("adults", ADULTS.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(201)
                .text("/id");
    }

    static String job(String dataset) {
        return "{\"type\":\"generation\",\"dataset_id\":\"%s\",\"rows\":10}".formatted(dataset);
    }

    Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpRequest sent = request.build();
            HttpResponse<byte[]> response = http.send(sent, BodyHandlers.ofByteArray());
            description().check(sent, bytes(body), response);
            return new Answer(response);
        } catch (IOException e) {
            throw new IllegalStateException("%s %s".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the gateway behind this door says of itself; every exchange through any door is held against it. */
    DescribedApi description() {
        return DESCRIPTIONS.computeIfAbsent(base, url -> {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/v1/openapi.json")).build();
            return new DescribedApi(http.sendAsync(request, BodyHandlers.ofByteArray())
                    .thenApply(HttpResponse::body)
                    .join());
        });
    }

    private static byte[] bytes(BodyPublisher body) {
        var bytes = HttpResponse.BodySubscribers.ofByteArray();
        if (body.contentLength() < 0 || body.contentLength() > LARGEST_JSON) {
            return new byte[1]; // some body, too large to be looked at
        }
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                bytes.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                bytes.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                bytes.onError(failure);
            }

            @Override
            public void onComplete() {
                bytes.onComplete();
            }
        });
        return bytes.getBody().toCompletableFuture().join();
    }

    record Answer(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** The scalar at a JSON Pointer, as text. */
        String text(String pointer) {
            return json().at(pointer).asString();
        }

        Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("expected %d, got %d: %s".formatted(status, status(), body()));
            }
            return this;
        }
    }
}
