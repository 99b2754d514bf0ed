package io.inferloop.tabular.gateway.model;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.download.StoredFile;
import io.inferloop.tabular.gateway.storage.KeptResults;
import io.inferloop.tabular.gateway.web.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models in PostgreSQL: the succeeded generations and trainings, seen as what they left. */
@Repository
class Models {

    private static final String SELECT = """
            SELECT id, dataset_id, algorithm, created_at, snapshot -> 'state_times' ->> 'succeeded' AS succeeded_at,
              model_deleted_at, snapshot -> 'outputs' AS outputs
            FROM job WHERE organization_id = ? AND type IN ('generation', 'training') AND state = 'SUCCEEDED'""";

    private final JdbcClient jdbc;
    private final KeptResults results;
    private final TransactionOperations transactions;
    private final JsonMapper json;

    Models(JdbcClient jdbc, KeptResults results, TransactionOperations transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.results = results;
        this.transactions = transactions;
        this.json = json;
    }

    /** The model, deleted or not, if it is this organization's. */
    Optional<Model> find(OrganizationId organization, ModelId id) {
        return jdbc.sql(SELECT + " AND id = ?")
                .params(organization.value(), id.value())
                .query((row, n) -> model(row))
                .optional()
                .filter(model -> !model.files().isEmpty());
    }

    /** Those that are not deleted, newest job first, from just after the cursor. */
    List<Model> page(OrganizationId organization, @Nullable PageCursor after, int limit) {
        String kept = SELECT + " AND model_deleted_at IS NULL";
        String newestFirst = " ORDER BY created_at DESC, id DESC LIMIT ?";
        var statement = after == null
                ? jdbc.sql(kept + newestFirst).params(organization.value(), limit)
                : jdbc.sql(kept + " AND (created_at, id) < (?, ?)" + newestFirst)
                        .params(organization.value(), after.createdAt().atOffset(ZoneOffset.UTC), after.id(), limit);
        return statement.query((row, n) -> model(row)).list();
    }

    /** Marks the model as deleted, once; from then on its bytes are no longer the organization's. */
    void deleted(OrganizationId organization, Model model, Instant time) {
        transactions.executeWithoutResult(transaction -> {
            boolean first = jdbc.sql("""
                            UPDATE job SET model_deleted_at = ?
                            WHERE organization_id = ? AND id = ? AND model_deleted_at IS NULL""")
                            .params(
                                    time.atOffset(ZoneOffset.UTC),
                                    organization.value(),
                                    model.id().value())
                            .update()
                    == 1;
            if (first) {
                results.released(
                        organization,
                        model.id().value(),
                        model.files().stream().mapToLong(StoredFile::sizeBytes).sum());
            }
        });
    }

    private Model model(ResultSet row) throws SQLException {
        Instant jobCreatedAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
        OffsetDateTime deletedAt = row.getObject("model_deleted_at", OffsetDateTime.class);
        String succeededAt = row.getString("succeeded_at");
        return new Model(
                new ModelId(row.getObject("id", UUID.class)),
                row.getString("dataset_id"),
                row.getString("algorithm"),
                jobCreatedAt,
                succeededAt == null ? jobCreatedAt : Instant.parse(succeededAt),
                deletedAt == null ? null : deletedAt.toInstant(),
                json.readTree(row.getString("outputs"))
                        .valueStream()
                        .filter(output ->
                                Model.FILES.contains(output.path("name").asString()))
                        .map(Models::file)
                        .toList());
    }

    private static StoredFile file(JsonNode output) {
        return new StoredFile(
                output.path("object_key").asString(),
                output.path("name").asString(),
                output.path("content_type").asString(),
                output.path("size_bytes").asLong(),
                output.path("sha256").asString());
    }
}
