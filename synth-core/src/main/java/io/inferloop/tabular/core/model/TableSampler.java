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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Samples a model by running its graph. Deterministic for equal (model, seed, device, threads): row {@code i} is the
 * same whatever the number of rows or the size of the chunks. Safe for concurrent use.
 */
public final class TableSampler implements AutoCloseable {

    private static final double MAX_TEMPERATURE = 100;

    private static final int LIKELIHOOD_ROWS = 8_192;

    /** So many show the proportions of values to within a percent or two. */
    private static final int NATURAL_ROWS = 4096;

    private static final int MOST_DRAWS = 20;

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
     * whatever the conditions: they are given to the model, which makes the other columns follow them. Where values of a column have shares,
     * each row is given one of them, or one that the model makes by itself.
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
        sample(rows, seed, conditions, 1, chunkRows, sink, cancellation);
    }

    /**
     * The same, made likelier or more varied.
     *
     * @param temperature above 0; 1 is as learned, less makes likelier rows, more makes more varied ones
     * @throws InvalidConditionsException if the model cannot be given these, or knows no temperature and this is not 1
     */
    public void sample(
            long rows,
            long seed,
            Conditions conditions,
            double temperature,
            int chunkRows,
            Consumer<Table> sink,
            Cancellation cancellation) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must not be negative, got " + rows);
        }
        if (!(temperature > 0 && temperature <= MAX_TEMPERATURE)) {
            throw new InvalidConditionsException(List.of(
                    "temperature must be above 0 and at most %s, got %s".formatted(MAX_TEMPERATURE, temperature)));
        }
        if (temperature != 1 && !hasTemperature()) {
            throw new InvalidConditionsException(
                    List.of("This model makes its rows as it learned them: it knows no temperature but 1"));
        }
        KeyGenerators keys = new KeyGenerators(description.keys(), new Seeds(seed).child("keys"));
        Keys made = keys::column;
        sample(rows, seed, cells(conditions, seed), temperature, made, chunkRows, sink, cancellation);
    }

    /** Whether rows can be made likelier or more varied than those that were learned. */
    public boolean hasTemperature() {
        return session.inputs().contains(InputNames.temperature(description.schema()));
    }

    /** Whether the model can say how likely a row is. */
    public boolean hasLogLikelihood() {
        return session.outputs().contains(OutputNames.logLikelihood(description.schema()));
    }

    /**
     * How likely this model's rows are: of each row the log of the probability that the model makes it, in nats, the columns taken in
     * the table's order and without the keys. Of a column of numbers it is the probability of the step of its grid around the number
     * (0.01 wide with two decimals), so rows of one table compare; a number beyond the learned range counts as the end of that range.
     * Minus infinity for a gap where the model has never seen one.
     *
     * @param table with this model's columns
     * @throws UnsupportedOperationException if not {@link #hasLogLikelihood}
     * @throws InvalidConditionsException if a row has a label that the model does not know
     */
    public double[] logLikelihood(Table table) {
        if (!hasLogLikelihood()) {
            throw new UnsupportedOperationException("A model of %s does not know how likely a row is"
                    .formatted(description.provenance().algorithm()));
        }
        int rows = table.rows();
        double[] all = new double[rows];
        int chunk = (int) Math.min(rows, NoiseSource.wholeBlocks(LIKELIHOOD_ROWS));
        GraphInputs inputs = new GraphInputs(
                description, GivenCells.all(table, description), 1, hasTemperature(), new Seeds(0), chunk);
        String output = OutputNames.logLikelihood(description.schema());
        for (int first = 0; first < rows; first += chunk) {
            int count = Math.min(chunk, rows - first);
            double[] own = (double[]) output(session.run(inputs.of(first, count), Set.of(output)), output);
            System.arraycopy(own, 0, all, first, count);
        }
        return all;
    }

    private GivenCells cells(Conditions conditions, long seed) {
        GivenCells.Everywhere everywhere = GivenCells.everywhere(conditions, description);
        Rebalancing rebalancing = conditions.rebalancing();
        if (rebalancing == null) {
            return everywhere;
        }
        Conditions natural = conditions.with(null);
        // A model of a fixed order may make the column before those that are given; then it is asked what it makes
        // without them.
        Conditions possible = natural.mistakes(description).isEmpty() ? natural : Conditions.NONE;
        Column others = sample(rebalancing.leavesRows() ? NATURAL_ROWS : 1, seed, possible)
                .column(rebalancing.column());
        return GivenCells.rebalanced(
                everywhere, rebalancing, description, others, new Seeds(seed).child("rebalancing"));
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
     * Fills the missing cells of a table, each row's from what the row has; every other cell, and every key, stays as it is. Where the
     * model draws a missing cell, as it has learned that there are some, it draws again; what is missing after {@value #MOST_DRAWS} draws
     * stays missing. A label that the model does not know stays, and tells it nothing. Deterministic for equal chunks, too.
     *
     * @param table with this model's columns, and perhaps others, which stay as they are
     * @param chunkRows most rows in a chunk
     * @throws InvalidConditionsException if the model cannot be given what a row has
     */
    public void complete(Table table, long seed, int chunkRows, Consumer<Table> sink, Cancellation cancellation) {
        for (int first = 0; first < table.rows(); first += chunkRows) {
            int[] rows = IntStream.range(first, Math.min(table.rows(), first + chunkRows))
                    .toArray();
            sink.accept(filled(table.select(rows), new Seeds(seed).child(first), cancellation));
        }
    }

    /** All rows at once. */
    public Table complete(Table table, long seed) {
        List<Table> chunks = new ArrayList<>();
        complete(table, seed, table.rows(), chunks::add, Cancellation.NONE);
        return chunks.getFirst();
    }

    private Table filled(Table table, Seeds seeds, Cancellation cancellation) {
        Table filled = table;
        int[] rows = gaps(table, IntStream.range(0, table.rows()).toArray());
        for (int draw = 0; draw < MOST_DRAWS && rows.length > 0; draw++) {
            // A model that takes any cells is given those, too, that it has filled.
            Table asked = (description.conditioning() instanceof Conditioning.Any ? filled : table).select(rows);
            List<Table> drawn = new ArrayList<>();
            Keys kept = (key, first, count) -> asked.column(key.name());
            sample(
                    rows.length,
                    seeds.child(draw).value(),
                    GivenCells.of(asked, description),
                    1,
                    kept,
                    Integer.MAX_VALUE,
                    drawn::add,
                    cancellation);
            filled = FilledCells.of(filled, drawn.getFirst(), rows);
            rows = gaps(filled, rows);
        }
        return filled;
    }

    /** Those of the rows that have a missing cell in a column that the model makes. */
    private int[] gaps(Table table, int[] rows) {
        List<Column> made = description.schema().learned().stream()
                .map(column -> table.column(column.name()))
                .toList();
        return Arrays.stream(rows)
                .filter(row -> made.stream().anyMatch(column -> column.isMissing(row)))
                .toArray();
    }

    private void sample(
            long rows,
            long seed,
            GivenCells cells,
            double temperature,
            Keys keys,
            int chunkRows,
            Consumer<Table> sink,
            Cancellation cancellation) {
        int chunk = (int) Math.min(rows, NoiseSource.wholeBlocks(chunkRows));
        GraphInputs inputs = new GraphInputs(
                description, cells, temperature, hasTemperature(), new Seeds(seed).child("noise"), chunk);
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
