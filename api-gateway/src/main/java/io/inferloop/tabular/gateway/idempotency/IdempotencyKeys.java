package io.inferloop.tabular.gateway.idempotency;

import io.inferloop.tabular.gateway.web.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The answers given to idempotency keys, in PostgreSQL, kept for {@link #KEPT}. */
@Repository
public class IdempotencyKeys {

    static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The answer that this key got before.
     *
     * @throws ApiProblem 422 when it was given to a different request
     */
    public Optional<StoredAnswer> find(RequestKey key, Fingerprint fingerprint) {
        return jdbc.sql("""
                        SELECT fingerprint, status, location, body FROM idempotency_key
                        WHERE organization_id = ? AND route = ? AND key = ?""")
                .params(key.organization().value(), key.route(), key.key())
                .query((row, n) -> {
                    if (!fingerprint.matches(row.getBytes("fingerprint"))) {
                        throw reused(key);
                    }
                    return new StoredAnswer(row.getInt("status"), row.getString("location"), row.getBytes("body"));
                })
                .optional();
    }

    /**
     * Stores the answer inside the caller's transaction. Waits while another transaction holds the same key.
     *
     * @return false when the key has an answer already; then nothing else of the transaction may stay
     */
    public boolean store(RequestKey key, Fingerprint fingerprint, StoredAnswer answer) {
        return jdbc.sql("""
                        INSERT INTO idempotency_key
                          (organization_id, route, key, fingerprint, status, location, body, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(
                                key.organization().value(),
                                key.route(),
                                key.key(),
                                fingerprint.sha256(),
                                answer.status(),
                                answer.location(),
                                answer.body(),
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void forgetOld() {
        jdbc.sql("DELETE FROM idempotency_key WHERE created_at < ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static ApiProblem reused(RequestKey key) {
        return ApiProblem.unprocessable(
                "idempotency_key_reused",
                "Idempotency-Key \"%s\" was used with a different request. Use a new key for a new request."
                        .formatted(key.key()));
    }
}
