package io.inferloop.tabular.gateway.account;

import static io.inferloop.tabular.gateway.account.Rows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Organizations and API keys in PostgreSQL. */
@Repository
public class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The owner of a key that is not revoked. */
    public Optional<KeyOwner> ownerOf(byte[] secretHash) {
        return jdbc.sql("""
                        SELECT o.*, k.id AS key_id FROM api_key k JOIN organization o ON o.id = k.organization_id
                        WHERE k.secret_hash = ? AND k.revoked_at IS NULL""")
                .param(secretHash)
                .query((row, n) -> new KeyOwner(row.getObject("key_id", UUID.class), organization(row)))
                .optional();
    }

    public Optional<Organization> find(OrganizationId id) {
        return jdbc.sql("SELECT * FROM organization WHERE id = ?")
                .param(id.value())
                .query((row, n) -> organization(row))
                .optional();
    }

    /** The organization, its row locked until the transaction ends. */
    Optional<Organization> lock(OrganizationId id) {
        return jdbc.sql("SELECT * FROM organization WHERE id = ? FOR UPDATE")
                .param(id.value())
                .query((row, n) -> organization(row))
                .optional();
    }

    void save(Organization organization) {
        jdbc.sql("""
                INSERT INTO organization (id, name, plan, plan_revision, plan_since, time_zone, currency)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, plan = excluded.plan,
                  plan_revision = excluded.plan_revision, plan_since = excluded.plan_since,
                  time_zone = excluded.time_zone, currency = excluded.currency""")
                .params(
                        organization.id().value(),
                        organization.name(),
                        organization.plan(),
                        organization.planRevision(),
                        organization.planSince().atOffset(ZoneOffset.UTC),
                        organization.timeZone().getId(),
                        organization.currency().getCurrencyCode())
                .update();
    }

    /** Stores a key's hash; a hash that is there already stays as it is, revoked or not. */
    void addKey(UUID id, OrganizationId organization, String name, byte[] secretHash, Instant now) {
        jdbc.sql("""
                INSERT INTO api_key (id, organization_id, name, secret_hash, created_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (secret_hash) DO NOTHING""")
                .params(id, organization.value(), name, secretHash, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<ApiKey> keysOf(OrganizationId organization) {
        return jdbc.sql("SELECT * FROM api_key WHERE organization_id = ? ORDER BY id")
                .param(organization.value())
                .query((row, n) -> new ApiKey(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Rows.required(row, "created_at"),
                        instant(row, "revoked_at")))
                .list();
    }

    /** Whether the organization has such a key; revoking twice keeps the first time. */
    boolean revokeKey(OrganizationId organization, UUID id, Instant now) {
        return jdbc.sql("""
                        UPDATE api_key SET revoked_at = coalesce(revoked_at, ?)
                        WHERE organization_id = ? AND id = ?""")
                        .params(now.atOffset(ZoneOffset.UTC), organization.value(), id)
                        .update()
                == 1;
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                new OrganizationId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("plan"),
                row.getLong("plan_revision"),
                Rows.required(row, "plan_since"),
                ZoneId.of(row.getString("time_zone")),
                Currency.getInstance(row.getString("currency")));
    }
}
