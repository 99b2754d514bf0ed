package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows to draw.
 *
 * @param format csv, parquet or ndjson
 * @param given what every row has, by column; empty for a missing cell
 * @param rebalanced a column whose values have shares; null for none
 * @param shares by value
 */
public record WantedRows(
        long rows,
        String format,
        Map<String, String> given,
        @Nullable String rebalanced,
        Map<String, Double> shares) {

    public WantedRows {
        if (rows < 1) {
            throw new IllegalArgumentException("At least one row must be asked for: " + rows);
        }
        given = Map.copyOf(given);
        shares = Map.copyOf(shares);
    }

    /** So many rows, as they come. */
    public static WantedRows of(long rows, String format) {
        return new WantedRows(rows, format, Map.of(), null, Map.of());
    }

    void write(Map<String, Object> body) {
        Map<String, @Nullable Object> conditions = new LinkedHashMap<>();
        given.forEach((column, value) -> conditions.put(column, value.isEmpty() ? null : value));
        body.put("rows", rows);
        body.put("format", format);
        body.put("conditions", conditions);
        if (rebalanced != null) {
            body.put("rebalance", Map.of("column", rebalanced, "shares", shares));
        }
    }
}
