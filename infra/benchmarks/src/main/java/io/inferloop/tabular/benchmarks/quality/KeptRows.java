package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import io.inferloop.tabular.core.metrics.fidelity.HoldoutHalves;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows that were scored, for somebody who wants to score them with another program: a folder for every table and seed, with
 * {@code learned.csv} and {@code held_out.csv} (the real halves), {@code rows-NAME.csv} of every contender, {@code types.json} (column to
 * type) and {@code scores.json} (contender to measure to what was measured here).
 *
 * @param folder of all tables
 */
record KeptRows(Path folder) {

    void write(
            String table,
            long seed,
            TableSchema schema,
            HoldoutHalves halves,
            Map<String, Table> synthetic,
            List<Comparison> comparisons)
            throws IOException {
        Path seedFolder = Files.createDirectories(folder.resolve("%s-%d".formatted(table, seed)));
        write(seedFolder.resolve("learned.csv"), schema, halves.training());
        write(seedFolder.resolve("held_out.csv"), schema, halves.other());
        for (Map.Entry<String, Table> rows : synthetic.entrySet()) {
            write(seedFolder.resolve("rows-%s.csv".formatted(rows.getKey())), schema, rows.getValue());
        }
        Map<String, String> types = new LinkedHashMap<>();
        for (ColumnSchema column : schema.columns()) {
            types.put(column.name(), column.type().text());
        }
        JsonMapper json = JsonMapper.shared();
        json.writeValue(seedFolder.resolve("types.json"), types);
        json.writeValue(seedFolder.resolve("scores.json"), scores(synthetic.keySet(), comparisons));
    }

    private static void write(Path file, TableSchema schema, Table rows) throws IOException {
        Files.write(file, CsvBytes.write(new TypedTable(schema, rows)));
    }

    private static Map<String, Map<String, Double>> scores(Iterable<String> contenders, List<Comparison> comparisons) {
        Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
        for (String contender : contenders) {
            Map<String, Double> own = new LinkedHashMap<>();
            for (Comparison comparison : comparisons) {
                double score = comparison.synthetic(contender);
                if (comparison.against() != Reference.OTHER_HALF && !Double.isNaN(score)) {
                    own.put(comparison.measure().name().toLowerCase(Locale.ROOT), score);
                }
            }
            scores.put(contender, own);
        }
        return scores;
    }
}
