package io.inferloop.tabular.gateway.idempotency;

import io.inferloop.tabular.gateway.web.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The answers given to idempotency keys, in PostgreSQL, kept for {@link #KEPT}. */
@Repository
public class IdempotencyKeys {

    static final Duration KEPT = Duration.ofDays(7);

    private static final Comparator<Keyed> BY_KEY = Comparator.comparing(
                    (Keyed it) -> it.key().organization().toString())
            .thenComparing(it -> it.key().route())
            .thenComparing(it -> it.key().key());

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

    /** The answer to a request that came with a key. */
    public record Keyed(RequestKey key, Fingerprint fingerprint, StoredAnswer answer) {}

    /**
     * Stores the answer inside the caller's transaction. Waits while another transaction holds the same key.
     *
     * @return false when the key has an answer already; then nothing else of the transaction may stay
     */
    public boolean store(RequestKey key, Fingerprint fingerprint, StoredAnswer answer) {
        return !store(List.of(new Keyed(key, fingerprint, answer))).isEmpty();
    }

    /**
     * Stores answers inside the caller's transaction, in one statement. Waits while another transaction holds one of the keys.
     *
     * @return the locations of those that were stored; a key that has an answer already, or comes twice, keeps its first
     */
    public Set<String> store(Collection<Keyed> answers) {
        if (answers.isEmpty()) {
            return Set.of();
        }
        // In the order of the keys, so that two instances wait for each other in one direction only.
        List<Keyed> rows = answers.stream().sorted(BY_KEY).toList();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return new HashSet<>(jdbc.sql("""
                        INSERT INTO idempotency_key
                          (organization_id, route, key, fingerprint, status, location, body, created_at)
                        SELECT *, ? FROM unnest(?::text[]::uuid[], ?::text[], ?::text[], ?::bytea[], ?::text[]::smallint[],
                          ?::text[], ?::bytea[])
                        ON CONFLICT DO NOTHING RETURNING location""")
                .params(
                        now,
                        texts(rows, it -> it.key().organization().toString()),
                        texts(rows, it -> it.key().route()),
                        texts(rows, it -> it.key().key()),
                        rows.stream().map(it -> it.fingerprint().sha256()).toArray(byte[][]::new),
                        texts(rows, it -> Integer.toString(it.answer().status())),
                        texts(rows, it -> it.answer().location()),
                        rows.stream().map(it -> it.answer().body()).toArray(byte[][]::new))
                .query(String.class)
                .list());
    }

    private static String[] texts(List<Keyed> rows, Function<Keyed, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
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
