package io.inferloop.tabular.gateway.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Producer keys in PostgreSQL. */
@Repository
class ProducerKeys {

    private final JdbcClient jdbc;

    ProducerKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the key is there already, whosever it is. */
    boolean add(ProducerKey key) {
        return jdbc.sql("""
                        INSERT INTO producer_key (id, organization_id, public_jwk, valid_from)
                        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .param(key.id())
                        .param(
                                key.organization() == null
                                        ? null
                                        : key.organization().value())
                        .param(key.publicJwk())
                        .param(key.validFrom().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<ProducerKey> find(String id) {
        return jdbc.sql("SELECT * FROM producer_key WHERE id = ?")
                .param(id)
                .query((row, n) -> key(row))
                .optional();
    }

    List<ProducerKey> of(OrganizationId organization) {
        return jdbc.sql("SELECT * FROM producer_key WHERE organization_id = ? ORDER BY valid_from, id")
                .param(organization.value())
                .query((row, n) -> key(row))
                .list();
    }

    /** The key as it is afterwards, if the organization has it; revoking twice keeps the first time. */
    Optional<ProducerKey> revoke(OrganizationId organization, String id, Instant now) {
        return jdbc.sql("""
                        UPDATE producer_key SET revoked_at = coalesce(revoked_at, ?)
                        WHERE organization_id = ? AND id = ? RETURNING *""")
                .params(now.atOffset(ZoneOffset.UTC), organization.value(), id)
                .query((row, n) -> key(row))
                .optional();
    }

    private static ProducerKey key(ResultSet row) throws SQLException {
        UUID organization = row.getObject("organization_id", UUID.class);
        return new ProducerKey(
                row.getString("id"),
                organization == null ? null : new OrganizationId(organization),
                row.getString("public_jwk"),
                Rows.required(row, "valid_from"),
                Rows.instant(row, "revoked_at"));
    }
}
