package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a table is written into a file. */
public enum TableFormat {
    /** RFC 4180 with a header row. */
    CSV("text/csv"),
    /** Apache Parquet without nested columns. */
    PARQUET("application/vnd.apache.parquet"),
    /** One JSON object per line, its members the cells. */
    NDJSON("application/x-ndjson");

    /** The formats that a user may name: {@code csv, parquet, ndjson}. */
    public static final String NAMES =
            Arrays.stream(values()).map(TableFormat::text).collect(Collectors.joining(", "));

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The format that users and records call so; empty if there is none. */
    public static Optional<TableFormat> named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(text))
                .findFirst();
    }

    /** What users, records and file names call it: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Begins a file of this format. */
    public TableWriter writer(TableSchema schema, OutputStream output) throws IOException {
        return switch (this) {
            case CSV -> new CsvTableWriter(schema, output);
            case PARQUET -> new ParquetTableWriter(schema, output);
            case NDJSON -> new NdjsonTableWriter(schema, output);
        };
    }
}
