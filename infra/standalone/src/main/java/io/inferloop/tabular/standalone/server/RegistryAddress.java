package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** How to reach the schema registry: {@code http://127.0.0.1:7415}. */
public record RegistryAddress(URI base) {

    private static final Duration PROBE = Duration.ofSeconds(3);

    /** Apicurio's own API, which its serializers take. */
    public URI apiUrl() {
        return base.resolve("/apis/registry/v3");
    }

    /** The Confluent-compatible API. */
    public URI confluentUrl() {
        return base.resolve("/apis/ccompat/v7");
    }

    boolean answers() throws InterruptedException {
        // Cheaper than an HTTP client, twenty times a second while it starts.
        if (!Ports.isOpen(base.getPort())) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(confluentUrl() + "/subjects"))
                .timeout(PROBE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
