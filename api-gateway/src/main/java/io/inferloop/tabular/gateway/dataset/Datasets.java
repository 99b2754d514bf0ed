package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.web.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Datasets in PostgreSQL. */
@Repository
public class Datasets {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT ?";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Datasets(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The dataset, if it is this organization's. */
    public Optional<Dataset> find(OrganizationId organization, DatasetId id) {
        return jdbc.sql("SELECT * FROM dataset WHERE id = ? AND organization_id = ?")
                .params(id.value(), organization.value())
                .query((row, n) -> dataset(row))
                .optional();
    }

    /** Those of these datasets that are there, whosever they are: what may be shown to whom is for the caller to see to. */
    public List<Dataset> find(Collection<DatasetId> ids) {
        return jdbc.sql("SELECT * FROM dataset WHERE id = ANY (?::text[]::uuid[])")
                .param(ids.stream().map(id -> id.value().toString()).toArray(String[]::new))
                .query((row, n) -> dataset(row))
                .list();
    }

    /** Newest first, from just after the cursor, those whose name begins so. */
    List<Dataset> page(OrganizationId organization, String namePrefix, @Nullable PageCursor after, int limit) {
        var statement = after == null
                ? jdbc.sql("SELECT * FROM dataset WHERE organization_id = ? AND starts_with(name, ?)" + NEWEST_FIRST)
                        .params(organization.value(), namePrefix, limit)
                : jdbc.sql("SELECT * FROM dataset WHERE organization_id = ? AND starts_with(name, ?)"
                                + " AND (created_at, id) < (?, ?)" + NEWEST_FIRST)
                        .params(
                                organization.value(),
                                namePrefix,
                                after.createdAt().atOffset(ZoneOffset.UTC),
                                after.id(),
                                limit);
        return statement.query((row, n) -> dataset(row)).list();
    }

    void add(Dataset dataset) {
        jdbc.sql("""
                INSERT INTO dataset
                  (id, organization_id, name, object_key, sha256, size_bytes, row_count, columns, format, created_at,
                   profile_job, profile_state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?)""")
                .param(dataset.id().value())
                .param(dataset.organization().value())
                .param(dataset.name())
                .param(dataset.objectKey())
                .param(dataset.sha256())
                .param(dataset.sizeBytes())
                .param(dataset.rows())
                .param(json.writeValueAsString(dataset.columns()))
                .param(dataset.format().text())
                .param(dataset.createdAt().atOffset(ZoneOffset.UTC))
                .param(dataset.profile() == null ? null : dataset.profile().job())
                .param(
                        dataset.profile() == null
                                ? null
                                : dataset.profile().state().name())
                .update();
    }

    /** Removes the dataset and says what it was; empty if the organization has none of this id. */
    Optional<Dataset> remove(OrganizationId organization, DatasetId id) {
        return jdbc.sql("DELETE FROM dataset WHERE id = ? AND organization_id = ? RETURNING *")
                .params(id.value(), organization.value())
                .query((row, n) -> dataset(row))
                .optional();
    }

    /** Notes that this job shall make the profile. False, and nothing is noted, when there is no such dataset, or a profile that is made or on its way. */
    boolean askForProfile(OrganizationId organization, DatasetId id, UUID job) {
        return jdbc.sql("""
                        UPDATE dataset SET profile_job = ?, profile_state = 'PENDING', profile_failure = NULL
                        WHERE id = ? AND organization_id = ? AND (profile_state IS NULL OR profile_state = 'FAILED')""").params(job, id.value(), organization.value()).update() == 1;
    }

    /**
     * Takes in how far a profile is. A dataset takes the first that is ready, and no other after it; that an earlier job failed says nothing
     * while another is on its way.
     */
    public void profiled(OrganizationId organization, DatasetId id, Dataset.Profile profile) {
        jdbc.sql("""
                UPDATE dataset SET profile_job = ?, profile_state = ?, profile_key = ?, profile_failure = ?
                WHERE id = ? AND organization_id = ? AND profile_state IS DISTINCT FROM 'READY'
                  AND (? = 'READY' OR profile_job IS NULL OR profile_job = ?)""")
                .param(profile.job())
                .param(profile.state().name())
                .param(profile.objectKey())
                .param(profile.failure())
                .param(id.value())
                .param(organization.value())
                .param(profile.state().name())
                .param(profile.job())
                .update();
    }

    private Dataset dataset(ResultSet row) throws SQLException {
        return new Dataset(
                new DatasetId(row.getObject("id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("name"),
                row.getString("object_key"),
                row.getString("sha256"),
                row.getLong("size_bytes"),
                row.getLong("row_count"),
                json.readValue(row.getString("columns"), NAMES),
                TableFormat.named(row.getString("format")).orElseThrow(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                profile(row));
    }

    private static Dataset.@Nullable Profile profile(ResultSet row) throws SQLException {
        String state = row.getString("profile_state");
        return state == null
                ? null
                : new Dataset.Profile(
                        row.getObject("profile_job", UUID.class),
                        Dataset.Profile.State.valueOf(state),
                        row.getString("profile_key"),
                        row.getString("profile_failure"));
    }
}
