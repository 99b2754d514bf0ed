package io.inferloop.tabular.core.metrics;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Tables from gzipped CSV resources with a type given for every column: metric tests depend on no type detection. */
public final class TextTables {

    private TextTables() {}

    public static Table read(String resource, Map<String, ColumnType> types) {
        try (InputStream in = Objects.requireNonNull(TextTables.class.getResourceAsStream(resource), resource);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                        .ofNamedCsvRecord(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            List<NamedCsvRecord> records = csv.stream().toList();
            List<Column> columns = new ArrayList<>();
            types.forEach((name, type) -> columns.add(column(
                    name,
                    type,
                    records.stream().map(record -> record.getField(name)).toList())));
            return new Table(columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Column column(String name, ColumnType type, List<String> cells) {
        return switch (type) {
            case INTEGER, DECIMAL ->
                new NumericColumn(
                        name,
                        cells.stream()
                                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                                .toArray(),
                        type == ColumnType.INTEGER ? 0 : 2);
            case CATEGORICAL -> categorical(name, cells);
            case BOOLEAN -> bool(name, cells);
            case DATETIME ->
                new DatetimeColumn(
                        name, cells.stream().mapToLong(TextTables::epochMillis).toArray(), "uuuu-MM-dd HH:mm:ss");
            case KEY ->
                new KeyColumn(
                        name,
                        cells.stream().map(cell -> cell.isEmpty() ? null : cell).toArray(String[]::new));
        };
    }

    private static Column categorical(String name, List<String> cells) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        int[] codes = cells.stream()
                .mapToInt(cell -> cell.isEmpty()
                        ? CategoricalColumn.MISSING
                        : labels.computeIfAbsent(cell, unused -> labels.size()))
                .toArray();
        return new CategoricalColumn(name, codes, List.copyOf(labels.keySet()));
    }

    private static Column bool(String name, List<String> cells) {
        byte[] values = new byte[cells.size()];
        IntStream.range(0, values.length)
                .forEach(row -> values[row] = switch (cells.get(row)) {
                    case "" -> BooleanColumn.MISSING;
                    case "True", "true", "yes" -> 1;
                    default -> 0;
                });
        return new BooleanColumn(name, values, "true", "false");
    }

    private static long epochMillis(String cell) {
        if (cell.isEmpty()) {
            return DatetimeColumn.MISSING;
        }
        String time = cell.length() == 10 ? cell + "T00:00:00" : cell.replace(' ', 'T');
        return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
