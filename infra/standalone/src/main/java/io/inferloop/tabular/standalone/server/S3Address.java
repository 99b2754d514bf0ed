package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;

/** How to reach an S3 server, path style. */
public record S3Address(URI endpoint, String region, String accessKey, String secretKey) {

    private static final int CONFLICT = 409;

    /** Creates a bucket unless this account has one of that name. */
    public void createBucket(String bucket) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send("PUT", "/" + bucket, new byte[0]);
        if (response.statusCode() >= 300 && response.statusCode() != CONFLICT) {
            throw new IOException("The object store answered %d to the creation of bucket %s: %s"
                    .formatted(
                            response.statusCode(),
                            bucket,
                            new String(response.body(), java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    /** Sends one signed request; {@code path} needs no escaping: {@code /bucket/key}. */
    public HttpResponse<byte[]> send(String method, String path, byte[] body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(S3Signature.sign(this, method, path, body), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    boolean answers() throws InterruptedException {
        // Cheaper than an HTTP client, twenty times a second while it starts.
        if (!Ports.isOpen(endpoint.getPort())) {
            return false;
        }
        try {
            return send("GET", "/", new byte[0]).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
