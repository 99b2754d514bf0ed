package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/** Tables to fit in tests: the real ones, and small ones made cell by cell. */
public final class SampleTables {

    private SampleTables() {}

    /** A gzipped table of {@code src/test/resources/data}. */
    public static TypedTable real(String name) {
        String resource = "/data/" + name + ".csv.gz";
        try (InputStream in = Objects.requireNonNull(SampleTables.class.getResourceAsStream(resource), resource)) {
            return new CsvTableReader(TableLimits.defaults()).read(in).typed(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TypedTable ofCsv(String csv) {
        return ofCsv(csv, Map.of());
    }

    /** @param types the user's word on some columns */
    public static TypedTable ofCsv(String csv, Map<String, ColumnType> types) {
        try {
            return new CsvTableReader(TableLimits.defaults())
                    .read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
                    .typed(types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TypedTable ofRows(String header, int rows, IntFunction<String> row) {
        StringBuilder csv = new StringBuilder(header).append('\n');
        for (int i = 0; i < rows; i++) {
            csv.append(row.apply(i)).append('\n');
        }
        return ofCsv(csv.toString());
    }
}
