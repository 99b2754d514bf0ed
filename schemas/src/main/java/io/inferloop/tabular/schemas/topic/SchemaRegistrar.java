package io.inferloop.tabular.schemas.topic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers the value schema of every topic with a Confluent-compatible registry and sets its subject to FULL_TRANSITIVE
 * compatibility of the subject. Registering the same schema again changes nothing.
 */
public final class SchemaRegistrar {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final HttpClient http;
    private final String baseUrl;
    private final JsonMapper json = JsonMapper.shared();

    /** @param confluentApiUrl root of the Confluent-compatible API, such as {@code http://host:port/apis/ccompat/v7} */
    public SchemaRegistrar(HttpClient http, URI confluentApiUrl) {
        this.http = http;
        String url = confluentApiUrl.toString();
        this.baseUrl = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** @throws IOException if the registry cannot be reached or refuses a schema; the message holds its answer */
    public void registerAll() throws IOException, InterruptedException {
        for (Topic<? extends SpecificRecord> topic : Topics.all()) {
            register(topic);
        }
    }

    /** @throws IOException as {@link #registerAll} */
    public void register(Topic<?> topic) throws IOException, InterruptedException {
        send(
                "POST",
                "/subjects/" + topic.subject() + "/versions",
                Map.of("schema", topic.schema().toString()));
        send("PUT", "/config/" + topic.subject(), Map.of("compatibility", "FULL_TRANSITIVE"));
    }

    private void send(String method, String path, Map<String, String> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Content-Type", MEDIA_TYPE)
                .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("The schema registry answered %d to %s %s: %s"
                    .formatted(response.statusCode(), method, path, response.body()));
        }
    }
}
