package io.inferloop.tabular.core.metrics;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real table, one that was made of it, and what independent code says of the two; made by
 * {@code src/test/python/make_evaluation_fixtures.py}.
 *
 * @param whole all rows of the real table
 * @param real the first of them, which the synthetic table was made of
 */
public record EvaluationCase(String name, Table whole, Table real, Table synthetic, JsonNode expected) {

    private static final String FOLDER = "/io/inferloop/tabular/core/metrics/fidelity/";

    public static EvaluationCase of(String name) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        json("expected.json")
                .get("schemas")
                .get(name)
                .forEachEntry((column, type) ->
                        types.put(column, ColumnType.valueOf(type.asString().toUpperCase(Locale.ROOT))));
        JsonNode expected = json("evaluation.json").get(name);
        Table whole = table("/data/" + name + ".csv.gz", types);
        return new EvaluationCase(
                name,
                whole,
                rows(whole, 0, expected.get("rows").asInt()),
                table(FOLDER + name + "-perturbed.csv.gz", types),
                expected);
    }

    /** The rows from {@code from} up to {@code to}. */
    public static Table rows(Table table, int from, int to) {
        return table.select(IntStream.range(from, to).toArray());
    }

    /** Rows 0, 2, 4, ... or 1, 3, 5, ... */
    public static Table everySecond(Table table, int first) {
        return table.select(
                IntStream.range(0, table.rows()).filter(row -> row % 2 == first).toArray());
    }

    /** The two samples without a common row that the script calls halves: {@code first} is 0 or 1. */
    public Table half(int first) {
        int most = expected.get("rows").asInt();
        int step = Math.max(1, whole.rows() / (2 * most));
        int half = Math.min(most, whole.rows() / (2 * step));
        return whole.select(
                IntStream.range(0, half).map(row -> (2 * row + first) * step).toArray());
    }

    private static JsonNode json(String name) {
        try (InputStream in = resource(FOLDER + name)) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Table table(String resource, Map<String, ColumnType> types) {
        try (InputStream in = resource(resource)) {
            return new CsvTableReader(TableLimits.defaults())
                    .read(in)
                    .typed(types)
                    .table();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(EvaluationCase.class.getResourceAsStream(name), name);
    }
}
