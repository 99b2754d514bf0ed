package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.OnnxSession;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Samples a model by running its graph. Deterministic for equal (model, seed, device, threads): row {@code i} is the
 * same whatever the number of rows or the size of the chunks. Safe for concurrent use.
 */
public final class TableSampler implements AutoCloseable {

    private final ModelDescription description;
    private final OnnxSession session;
    private final Set<String> outputs;

    TableSampler(byte[] onnx, ModelDescription description, OnnxDevice device, int threads) {
        this.description = description;
        this.outputs = outputs(description.schema());
        this.session = OnnxSession.open(onnx, device, threads);
    }

    public ModelDescription description() {
        return description;
    }

    /** The schema of the sampled tables, for a writer. */
    public TableSchema schema() {
        return description.schema();
    }

    /** {@link #sample(long, long, Conditions, int, Consumer, Cancellation)} without conditions. */
    public void sample(long rows, long seed, int chunkRows, Consumer<Table> sink, Cancellation cancellation) {
        sample(rows, seed, Conditions.NONE, chunkRows, sink, cancellation);
    }

    /**
     * Samples {@code rows} rows and hands them over in chunks, in order, on the calling thread. Each row is drawn once and returned,
     * whatever the conditions: they are given to the model, which makes the other columns follow them.
     *
     * @param chunkRows most rows in a chunk, rounded down to a multiple of 1024 (and up to 1024)
     * @throws InvalidConditionsException if the model cannot be given these
     */
    public void sample(
            long rows,
            long seed,
            Conditions conditions,
            int chunkRows,
            Consumer<Table> sink,
            Cancellation cancellation) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must not be negative, got " + rows);
        }
        KeyGenerators keys = new KeyGenerators(description.keys(), new Seeds(seed).child("keys"));
        Keys made = keys::column;
        sample(rows, seed, GivenCells.everywhere(conditions, description), made, chunkRows, sink, cancellation);
    }

    /** All rows at once. */
    public Table sample(int rows, long seed) {
        return sample(rows, seed, Conditions.NONE);
    }

    /**
     * All rows at once, under conditions.
     *
     * @throws InvalidConditionsException if the model cannot be given these
     */
    public Table sample(int rows, long seed, Conditions conditions) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be positive, got " + rows);
        }
        List<Table> chunks = new ArrayList<>();
        sample(rows, seed, conditions, Integer.MAX_VALUE, chunks::add, Cancellation.NONE);
        return chunks.getFirst();
    }

    /**
     * Fills the missing cells of a table, each row's from what the row has; every other cell, and every key, stays as it is. A cell may
     * stay missing where the model has learned that it usually is.
     *
     * @param table with this model's columns
     * @throws InvalidConditionsException if the model cannot be given what a row has
     */
    public Table complete(Table table, long seed) {
        List<Table> chunks = new ArrayList<>();
        Keys kept = (key, first, count) -> table.column(key.name());
        sample(
                table.rows(),
                seed,
                GivenCells.of(table, description),
                kept,
                Integer.MAX_VALUE,
                chunks::add,
                Cancellation.NONE);
        return chunks.getFirst();
    }

    private void sample(
            long rows,
            long seed,
            GivenCells cells,
            Keys keys,
            int chunkRows,
            Consumer<Table> sink,
            Cancellation cancellation) {
        int chunk = (int) Math.min(rows, NoiseSource.wholeBlocks(chunkRows));
        GraphInputs inputs = new GraphInputs(description, cells, new Seeds(seed).child("noise"), chunk);
        for (long first = 0; first < rows; first += chunk) {
            cancellation.throwIfCancelled();
            int count = (int) Math.min(chunk, rows - first);
            Map<String, Object> values = session.run(inputs.of(first, count), outputs);
            Table table = table(values, keys, first, count);
            inputs.requireGiven(table);
            sink.accept(table);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static Set<String> outputs(TableSchema schema) {
        Set<String> names = new LinkedHashSet<>();
        for (ColumnSchema column : schema.columns()) {
            switch (column) {
                case ColumnSchema.Numeric numeric -> names.add(OutputNames.values(schema, numeric.name()));
                case ColumnSchema.Datetime datetime -> names.add(OutputNames.values(schema, datetime.name()));
                case ColumnSchema.Categorical categorical -> names.add(OutputNames.codes(schema, categorical.name()));
                case ColumnSchema.Bool bool -> names.add(OutputNames.codes(schema, bool.name()));
                case ColumnSchema.Key key -> {}
            }
        }
        return names.isEmpty() ? Set.of(OutputNames.NOTHING) : names;
    }

    private Table table(Map<String, Object> values, Keys keys, long firstRow, int rows) {
        TableSchema schema = description.schema();
        List<Column> columns = new ArrayList<>();
        for (ColumnSchema column : schema.columns()) {
            columns.add(
                    switch (column) {
                        case ColumnSchema.Numeric numeric ->
                            new NumericColumn(
                                    numeric.name(), (double[]) values(values, numeric.name()), numeric.decimals());
                        case ColumnSchema.Datetime datetime ->
                            new DatetimeColumn(
                                    datetime.name(), (long[]) values(values, datetime.name()), datetime.pattern());
                        case ColumnSchema.Categorical categorical ->
                            new CategoricalColumn(
                                    categorical.name(), codes(values, categorical.name()), categorical.categories());
                        case ColumnSchema.Bool bool ->
                            new BooleanColumn(
                                    bool.name(),
                                    bytes(codes(values, bool.name())),
                                    bool.trueLabel(),
                                    bool.falseLabel());
                        case ColumnSchema.Key key -> keys.column(key, firstRow, rows);
                    });
        }
        Table table = new Table(columns);
        if (table.rows() != rows) {
            throw new IllegalStateException("The model made %d rows of %d".formatted(table.rows(), rows));
        }
        return table;
    }

    /** Where the key columns of a chunk come from. */
    private interface Keys {
        Column column(ColumnSchema.Key key, long firstRow, int rows);
    }

    private Object values(Map<String, Object> values, String column) {
        return output(values, OutputNames.values(description.schema(), column));
    }

    private int[] codes(Map<String, Object> values, String column) {
        return (int[]) output(values, OutputNames.codes(description.schema(), column));
    }

    private static Object output(Map<String, Object> values, String name) {
        Object output = values.get(name);
        if (output == null) {
            throw new IllegalStateException("The model's graph has no output '%s'".formatted(name));
        }
        return output;
    }

    private static byte[] bytes(int[] codes) {
        byte[] bytes = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            bytes[i] = (byte) codes[i];
        }
        return bytes;
    }
}
