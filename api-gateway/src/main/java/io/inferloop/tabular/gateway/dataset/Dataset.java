package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.gateway.account.OrganizationId;
import java.time.Instant;
import java.util.List;

/**
 * An uploaded table. It never changes.
 *
 * @param sha256 lower case hex digest of the stored bytes, compressed where they came so
 * @param sizeBytes of the stored bytes
 * @param rows without the header
 * @param columns names in the order of the file
 * @param format how the stored bytes, unpacked, are written
 */
public record Dataset(
        DatasetId id,
        OrganizationId organization,
        String name,
        String objectKey,
        String sha256,
        long sizeBytes,
        long rows,
        List<String> columns,
        TableFormat format,
        Instant createdAt) {

    public Dataset {
        if (rows < 1 || columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "Dataset %s: %d rows and %d columns".formatted(id, rows, columns.size()));
        }
        columns = List.copyOf(columns);
    }
}
