package io.inferloop.tabular.gateway.idempotency;

import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** An answer as it was given and will be given again. */
public record StoredAnswer(int status, String location, byte[] body) {

    public ResponseEntity<byte[]> first() {
        return respond().body(body);
    }

    public ResponseEntity<byte[]> replay() {
        return respond().header("Idempotency-Replayed", "true").body(body);
    }

    private ResponseEntity.BodyBuilder respond() {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).location(URI.create(location)).contentType(MediaType.APPLICATION_JSON);
        return status == 202 ? answer.header("Retry-After", "1") : answer;
    }
}
