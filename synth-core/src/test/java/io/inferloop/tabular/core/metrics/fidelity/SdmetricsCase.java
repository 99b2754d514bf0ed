package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pair of tables and what SDMetrics says of it; made by {@code src/test/python/make_sdmetrics_fixtures.py}. */
record SdmetricsCase(
        String name,
        Table real,
        Table synthetic,
        QualityReport quality,
        DiagnosticReport diagnostic,
        JsonNode expected) {

    private static final String FOLDER = "/io/inferloop/tabular/core/metrics/fidelity/";

    private static final List<SdmetricsCase> ALL = read();

    static List<SdmetricsCase> all() {
        return ALL;
    }

    private static List<SdmetricsCase> read() {
        JsonNode document;
        try (InputStream in =
                Objects.requireNonNull(SdmetricsCase.class.getResourceAsStream(FOLDER + "expected.json"))) {
            document = JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document.get("cases")
                .valueStream()
                .map(expected -> of(expected, document.get("schemas")))
                .toList();
    }

    private static SdmetricsCase of(JsonNode expected, JsonNode schemas) {
        String name = expected.get("name").asString();
        Map<String, ColumnType> types = new LinkedHashMap<>();
        schemas.get(expected.get("table").asString())
                .forEachEntry((column, type) ->
                        types.put(column, ColumnType.valueOf(type.asString().toUpperCase(Locale.ROOT))));
        String source = expected.has("real")
                ? FOLDER + expected.get("real").asString()
                : "/data/" + expected.get("table").asString() + ".csv.gz";
        Table table = read(source, types);
        return switch (expected.get("make").asString()) {
            case "halves" -> judged(name, everySecond(table, 0), everySecond(table, 1), expected);
            case "rotated" -> judged(name, table, rotated(table), expected);
            case "files" ->
                judged(
                        name,
                        expected.has("rows")
                                ? table.select(
                                        IntStream.range(0, expected.get("rows").asInt())
                                                .toArray())
                                : table,
                        read(FOLDER + expected.get("synthetic").asString(), types),
                        expected);
            default -> throw new IllegalArgumentException(expected.get("make").asString());
        };
    }

    /** A type is given for every column: the numbers pinned here depend on no type detection. */
    private static Table read(String resource, Map<String, ColumnType> types) {
        try (InputStream in = Objects.requireNonNull(SdmetricsCase.class.getResourceAsStream(resource), resource)) {
            return new CsvTableReader(TableLimits.defaults())
                    .read(in)
                    .typed(types)
                    .table();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SdmetricsCase judged(String name, Table real, Table synthetic, JsonNode expected) {
        return new SdmetricsCase(
                name,
                real,
                synthetic,
                QualityReport.of(real, synthetic),
                DiagnosticReport.of(real, synthetic),
                expected);
    }

    private static Table everySecond(Table table, int first) {
        return table.select(
                IntStream.range(0, table.rows()).filter(row -> row % 2 == first).toArray());
    }

    private static Table rotated(Table table) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            int shift = 37 * (columns.size() + 1);
            columns.add(column.select(IntStream.range(0, table.rows())
                    .map(row -> (row + shift) % table.rows())
                    .toArray()));
        }
        return new Table(columns);
    }

    @Override
    public String toString() {
        return name;
    }
}
