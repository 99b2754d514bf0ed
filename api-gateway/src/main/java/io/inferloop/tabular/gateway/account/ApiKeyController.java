package io.inferloop.tabular.gateway.account;

import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.gateway.web.ObjectFields;
import io.inferloop.tabular.gateway.web.StrictJson;
import io.inferloop.tabular.platform.identity.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/api-keys")
class ApiKeyController {

    private final Accounts accounts;
    private final ApplicationEventPublisher news;
    private final StrictJson strictJson;
    private final RandomGenerator randomness;
    private final Ids ids;
    private final Clock clock;

    ApiKeyController(
            Accounts accounts,
            ApplicationEventPublisher news,
            StrictJson strictJson,
            RandomGenerator randomness,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.news = news;
        this.strictJson = strictJson;
        this.randomness = randomness;
        this.ids = ids;
        this.clock = clock;
    }

    /** The only time that the secret is shown. */
    @PostMapping
    ResponseEntity<NewKey> create(Caller caller, HttpServletRequest request) throws IOException {
        Mistakes mistakes = new Mistakes();
        ObjectFields fields = new ObjectFields(strictJson.readObject(request.getInputStream()), "", mistakes);
        String name = fields.text("name").orElse("key");
        fields.refuseOthers();
        if (!mistakes.none()) {
            throw ApiProblem.unprocessable("invalid_api_key_request", "The key cannot be made.", mistakes.all());
        }
        ApiKeySecret secret = ApiKeySecret.generate(randomness);
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        accounts.addKey(id, caller.organizationId(), name, secret.hash(), now);
        return ResponseEntity.created(URI.create("/v1/api-keys/" + id))
                .body(new NewKey(id, name, secret.reveal(), now));
    }

    @GetMapping
    Keys list(Caller caller) {
        return new Keys(accounts.keysOf(caller.organizationId()));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable UUID id) {
        if (!accounts.revokeKey(caller.organizationId(), id, clock.instant())) {
            throw ApiProblem.notFound("unknown_api_key", "There is no API key %s.".formatted(id));
        }
        news.publishEvent(new KeyRevoked(id));
        return ResponseEntity.noContent().build();
    }

    record NewKey(UUID id, String name, String secret, Instant createdAt) {}

    record Keys(List<ApiKey> apiKeys) {}
}
