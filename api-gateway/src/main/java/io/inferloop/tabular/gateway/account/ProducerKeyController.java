package io.inferloop.tabular.gateway.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.gateway.web.ObjectFields;
import io.inferloop.tabular.gateway.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/producer-keys")
class ProducerKeyController {

    private final ProducerKeyRegistration registration;
    private final ProducerKeys keys;
    private final StrictJson strictJson;

    ProducerKeyController(ProducerKeyRegistration registration, ProducerKeys keys, StrictJson strictJson) {
        this.registration = registration;
        this.keys = keys;
        this.strictJson = strictJson;
    }

    /** Registering a key again is answered the same; a key that another organization has is refused. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Body> register(Caller caller, HttpServletRequest request) throws IOException {
        Mistakes mistakes = new Mistakes();
        ObjectFields fields = new ObjectFields(strictJson.readObject(request.getInputStream()), "", mistakes);
        ObjectNode jwk = fields.object("public_jwk").orElse(null);
        fields.refuseOthers();
        ECKey key = jwk == null ? null : read(jwk, mistakes);
        if (jwk == null && mistakes.none()) {
            mistakes.add("/public_jwk", "is required: a public EC P-256 key as JSON Web Key");
        }
        if (key == null || !mistakes.none()) {
            throw ApiProblem.unprocessable("invalid_producer_key", "The key cannot be registered.", mistakes.all());
        }
        ProducerKey registered = registration
                .register(caller.organizationId(), thumbprint(key), key.toJSONString())
                .orElseThrow(() -> ApiProblem.of(
                        HttpStatus.CONFLICT,
                        "producer_key_taken",
                        "This key is registered or was revoked. Make a new one."));
        return ResponseEntity.created(URI.create("/v1/producer-keys/" + registered.id()))
                .body(Body.of(registered));
    }

    @GetMapping
    Map<String, List<Body>> list(Caller caller) {
        return Map.of(
                "producer_keys",
                keys.of(caller.organizationId()).stream().map(Body::of).toList());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable String id) {
        if (!registration.revoke(caller.organizationId(), id)) {
            throw ApiProblem.notFound("unknown_producer_key", "There is no producer key %s.".formatted(id));
        }
        return ResponseEntity.noContent().build();
    }

    record Body(
            String id,
            String publicJwk,
            Instant validFrom,
            @Nullable Instant revokedAt) {

        static Body of(ProducerKey key) {
            return new Body(key.id(), key.publicJwk(), key.validFrom(), key.revokedAt());
        }
    }

    private static @Nullable ECKey read(ObjectNode jwk, Mistakes mistakes) {
        try {
            ECKey key = ECKey.parse(jwk.toString());
            if (key.isPrivate()) {
                mistakes.add("/public_jwk/d", "is the private part: never send it. Take this key out of use");
            } else if (!Curve.P_256.equals(key.getCurve())) {
                mistakes.add("/public_jwk/crv", "must be P-256, got %s".formatted(key.getCurve()));
            } else {
                return new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).build();
            }
        } catch (ParseException | IllegalArgumentException e) {
            mistakes.add("/public_jwk", "is not an EC key as JSON Web Key");
        }
        return null;
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
