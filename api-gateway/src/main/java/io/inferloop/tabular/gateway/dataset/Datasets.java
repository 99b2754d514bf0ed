package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.gateway.account.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Datasets in PostgreSQL. */
@Repository
public class Datasets {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

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

    /** Bytes that the organization's datasets take in the object store. */
    long storedBytes(OrganizationId organization) {
        return jdbc.sql("SELECT coalesce(sum(size_bytes), 0) FROM dataset WHERE organization_id = ?")
                .param(organization.value())
                .query(Long.class)
                .single();
    }

    /** Lets the organization's uploads commit one after the other, so that together they keep to its storage. */
    void queueUploads(OrganizationId organization) {
        jdbc.sql("SELECT 1 FROM organization WHERE id = ? FOR UPDATE")
                .param(organization.value())
                .query(Integer.class)
                .single();
    }

    void add(Dataset dataset) {
        jdbc.sql("""
            INSERT INTO dataset
              (id, organization_id, name, object_key, sha256, size_bytes, row_count, columns, format, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?)\
            """)
                .params(
                        dataset.id().value(),
                        dataset.organization().value(),
                        dataset.name(),
                        dataset.objectKey(),
                        dataset.sha256(),
                        dataset.sizeBytes(),
                        dataset.rows(),
                        json.writeValueAsString(dataset.columns()),
                        dataset.format().text(),
                        dataset.createdAt().atOffset(ZoneOffset.UTC))
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
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
