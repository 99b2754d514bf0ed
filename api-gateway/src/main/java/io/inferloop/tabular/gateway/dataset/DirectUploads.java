package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.gateway.account.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Uploads on their way straight to the object store, in PostgreSQL. */
@Repository
class DirectUploads {

    private static final Logger log = LoggerFactory.getLogger(DirectUploads.class);

    private final JdbcClient jdbc;

    DirectUploads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<DirectUpload> find(OrganizationId organization, DatasetId id) {
        return jdbc.sql("SELECT * FROM dataset_upload WHERE id = ? AND organization_id = ?")
                .params(id.value(), organization.value())
                .query((row, n) -> upload(row))
                .optional();
    }

    int count(OrganizationId organization) {
        return jdbc.sql("SELECT count(*) FROM dataset_upload WHERE organization_id = ?")
                .param(organization.value())
                .query(Integer.class)
                .single();
    }

    void add(DirectUpload upload) {
        jdbc.sql("""
                INSERT INTO dataset_upload (id, organization_id, name, format, object_key, multipart_id, size_bytes,
                  part_bytes, sha256, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(upload.id().value())
                .param(upload.organization().value())
                .param(upload.name())
                .param(upload.format().text())
                .param(upload.objectKey())
                .param(upload.multipartId())
                .param(upload.sizeBytes())
                .param(upload.partBytes())
                .param(upload.sha256().orElse(null))
                .param(upload.createdAt().atOffset(ZoneOffset.UTC))
                .param(upload.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when it is gone already: completed, aborted or expired. */
    boolean remove(DatasetId id) {
        return jdbc.sql("DELETE FROM dataset_upload WHERE id = ?")
                        .param(id.value())
                        .update()
                == 1;
    }

    /** An hour late, for uploads that are being completed. One statement: given up and doomed, or neither. */
    @Scheduled(fixedDelayString = "${tabular.retention.sweep-every:10s}")
    void expire() {
        int expired = jdbc.sql("""
                WITH expired AS (
                  DELETE FROM dataset_upload WHERE expires_at < now() - interval '1 hour'
                  RETURNING object_key, multipart_id)
                INSERT INTO doomed_object (object_key, multipart_id) SELECT object_key, multipart_id FROM expired
                ON CONFLICT DO NOTHING""").update();
        if (expired > 0) {
            log.info("{} uploads that were never completed have expired", expired);
        }
    }

    private static DirectUpload upload(ResultSet row) throws SQLException {
        return new DirectUpload(
                new DatasetId(row.getObject("id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("name"),
                TableFormat.named(row.getString("format")).orElseThrow(),
                row.getString("object_key"),
                row.getString("multipart_id"),
                row.getLong("size_bytes"),
                row.getLong("part_bytes"),
                Optional.ofNullable(row.getString("sha256")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
