package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.model.InputNames;
import io.inferloop.tabular.core.model.OutputNames;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Shape;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes a trained network as a graph from noise to finished columns, unrolled over the columns in the table's order.
 * Cells that are given count as known from the start, so every column sees all of them, wherever they stand.
 */
final class ArgnGraph {

    private static final int COLUMNS_PER_BLOCK = 16;

    private final Graph graph = new Graph("argn");
    private final TokenTable table;
    private final ArgnLayout layout;
    private final ArgnWeights weights;
    private final List<Head> heads = new ArrayList<>();

    private ArgnGraph(TokenTable table, ArgnLayout layout, ArgnWeights weights) {
        this.table = table;
        this.layout = layout;
        this.weights = weights;
    }

    static byte[] write(TokenTable table, ArgnLayout layout, ArgnWeights weights, Map<String, String> metadata) {
        ArgnGraph writer = new ArgnGraph(table, layout, weights);
        writer.build();
        return writer.graph.toModel(metadata);
    }

    /** The graph of a table that has nothing to learn. */
    static byte[] nothing(TokenTable table, Map<String, String> metadata) {
        Graph graph = new Graph("argn");
        Tensor noise = graph.input(InputNames.noise(table.schema()), ElementType.FLOAT, Shape.of(Shape.ROWS, 1));
        graph.output(OutputNames.NOTHING, graph.column(noise, 0));
        return graph.toModel(metadata);
    }

    /** Two normals for each column: one draws its token, the other its place within the token. */
    static int noiseWidth(ArgnLayout layout) {
        return 2 * layout.columns();
    }

    private void build() {
        int columns = layout.columns();
        Shape shape = Shape.of(Shape.ROWS, columns);
        Tensor noise = graph.input(
                InputNames.noise(table.schema()), ElementType.FLOAT, Shape.of(Shape.ROWS, noiseWidth(layout)));
        Tensor given = graph.input(InputNames.given(table.schema()), ElementType.DOUBLE, shape);
        Tensor isGiven = graph.input(InputNames.isGiven(table.schema()), ElementType.BOOL, shape);
        Tensor temperature = graph.input(InputNames.temperature(table.schema()), ElementType.FLOAT, Shape.of(1, 1));
        GivenTokens known = new GivenTokens(graph, table.columns(), given, isGiven);
        Tensor uniforms = uniforms(noise);
        long[] ones = new long[columns];
        Arrays.fill(ones, 1);
        Tensor regressors = graph.constant(floats(weights.regressors()), layout.inputs(), layout.hiddenUnits());
        Tensor thresholds = graph.constant(floats(weights.thresholds()), 1, layout.hiddenUnits());
        Tensor embeddings = graph.constant(floats(weights.embeddings()), layout.allTokens(), layout.embedding());
        List<Tensor> ownEmbeddings = graph.split(
                embeddings, 0, Arrays.stream(layout.tokens()).asLongStream().toArray());
        List<Tensor> givenInputs = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            givenInputs.add(graph.multiply(embedded(ownEmbeddings.get(i), known.token(i)), known.visible(i)));
            heads.add(head(i));
        }
        Tensor seen = graph.beside(givenInputs);
        graph.output(OutputNames.logLikelihood(table.schema()), logLikelihood(known, seen, regressors, thresholds));
        List<Tensor> draws = graph.split(graph.columns(uniforms, 0, columns), 1, ones);
        List<Tensor> tokens = tokens(known, seen, regressors, thresholds, ownEmbeddings, temperature, draws);
        new TokenDecoder(graph, table).write(graph.beside(tokens), graph.columns(uniforms, columns, columns), known);
    }

    /** Within [0, 1): the largest are kept off 1, which would be the next token's start. */
    private Tensor uniforms(Tensor noise) {
        Tensor half = graph.constant(new float[] {0.5f});
        Tensor error = graph.erf(graph.multiply(noise, graph.constant(new float[] {(float) Math.sqrt(0.5)})));
        Tensor cumulative = graph.add(half, graph.multiply(half, error));
        return graph.min(cumulative, graph.constant(new float[] {Math.nextDown(1f)}));
    }

    /** Every column's tokens, INT32 [rows, 1] each. What a block has made is passed on to all later columns at once. */
    private List<Tensor> tokens(
            GivenTokens known,
            Tensor given,
            Tensor regressors,
            Tensor thresholds,
            List<Tensor> embeddings,
            Tensor temperature,
            List<Tensor> uniforms) {
        int embedding = layout.embedding();
        int units = layout.hidden();
        Tensor others = graph.constant(floats(withoutOwn()), layout.inputs(), layout.hiddenUnits());
        Tensor sums = graph.add(graph.matMul(given, others), thresholds);
        List<Tensor> tokens = new ArrayList<>();
        for (int from = 0; from < layout.columns(); from += COLUMNS_PER_BLOCK) {
            int to = Math.min(layout.columns(), from + COLUMNS_PER_BLOCK);
            Tensor rows = graph.slice(regressors, 0, (long) from * embedding, (long) (to - from) * embedding);
            List<Tensor> made = new ArrayList<>();
            for (int i = from; i < to; i++) {
                Tensor sum = graph.columns(sums, (i - from) * units, units);
                if (i > from) {
                    Tensor own = graph.columns(rows, i * units, units);
                    Tensor seen = graph.slice(own, 0, 0, (long) (i - from) * embedding);
                    sum = graph.add(sum, graph.matMul(graph.beside(made), seen));
                }
                Tensor token = known.orElse(
                        i, drawn(i, graph.divide(logits(i, graph.relu(sum)), temperature), uniforms.get(i)));
                tokens.add(token);
                made.add(graph.multiply(embedded(embeddings.get(i), token), known.hidden(i)));
            }
            if (to < layout.columns()) {
                int later = layout.hiddenUnits() - to * units;
                Tensor told = graph.matMul(graph.beside(made), graph.columns(rows, to * units, later));
                sums = graph.add(graph.columns(sums, (to - from) * units, later), told);
            }
        }
        return tokens;
    }

    /** [rows, embedding] */
    private Tensor embedded(Tensor embeddings, Tensor token) {
        // A reshape would make the number of rows unknown to ONNX Runtime, whose search for memory to use again then
        // takes a
        // time that grows with the square of the operators.
        return graph.rows(embeddings, graph.column(token, 0));
    }

    /** A column's, [rows, tokens]. */
    private Tensor logits(int column, Tensor units) {
        Head head = heads.get(column);
        return graph.add(graph.matMul(units, head.weights()), head.biases());
    }

    /** Inverts the cumulative probabilities: as many tokens lie below the uniform as the drawn one's place says. */
    private Tensor drawn(int column, Tensor logits, Tensor uniform) {
        Tensor below = graph.less(graph.cumulative(graph.softmax(logits)), uniform);
        Tensor place = graph.cast(graph.sum(graph.cast(below, ElementType.FLOAT), 1), ElementType.INT32);
        return graph.min(place, graph.constant(new int[] {layout.tokens()[column] - 1}));
    }

    /** Of the given cells, DOUBLE [rows]: every column sees those before it, and a token is made into its cell as one is drawn. */
    private Tensor logLikelihood(GivenTokens known, Tensor given, Tensor regressors, Tensor thresholds) {
        int[] ofInput = new int[layout.inputs()];
        Arrays.setAll(ofInput, input -> input / layout.embedding());
        int[] ofUnit = new int[layout.hiddenUnits()];
        Arrays.setAll(ofUnit, unit -> unit / layout.hidden());
        Tensor isBefore =
                graph.less(graph.constant(ofInput, ofInput.length, 1), graph.constant(ofUnit, 1, ofUnit.length));
        Tensor earlier = graph.multiply(regressors, graph.cast(isBefore, ElementType.FLOAT));
        Tensor units = graph.relu(graph.add(graph.matMul(given, earlier), thresholds));
        List<Tensor> likelihoods = new ArrayList<>();
        for (int i = 0; i < layout.columns(); i++) {
            Tensor own = graph.columns(units, i * layout.hidden(), layout.hidden());
            likelihoods.add(graph.pick(graph.logSoftmax(logits(i, own)), known.token(i)));
        }
        Tensor tokens = graph.cast(graph.beside(likelihoods), ElementType.DOUBLE);
        return graph.column(graph.sum(graph.add(tokens, known.logShares()), 1), 0);
    }

    private Head head(int column) {
        int count = layout.tokens()[column];
        int first = layout.tokenOffsets()[column];
        float[] biases = floats(Arrays.copyOfRange(weights.biases(), first, first + count));
        return new Head(graph.constant(headWeights(column), layout.hidden(), count), graph.constant(biases, 1, count));
    }

    /** What leads from a column's hidden units, [hidden units, tokens], to its logits, [1, tokens]. */
    private record Head(Tensor weights, Tensor biases) {}

    /** A column's [hidden units, tokens], its waves included. */
    private float[] headWeights(int at) {
        ColumnTokens column = table.columns().get(at);
        int units = layout.hidden();
        int firstToken = layout.tokenOffsets()[at];
        long orderedBefore = table.columns().stream()
                .limit(at)
                .filter(ColumnTokens::isOrdered)
                .count();
        int firstWave = (int) orderedBefore * ArgnWeights.WAVES;
        float[] turned = new float[units * column.count()];
        for (int token = 0; token < column.count(); token++) {
            for (int unit = 0; unit < units; unit++) {
                double value = weights.heads()[(firstToken + token) * units + unit];
                for (int wave = 0; wave < ArgnWeights.WAVES && column.isOrdered(); wave++) {
                    value += ArgnWeights.wave(column, token, wave) * weights.waves()[(firstWave + wave) * units + unit];
                }
                turned[unit * column.count() + token] = (float) value;
            }
        }
        return turned;
    }

    /** The regressors with what leads from a column to itself set to 0. */
    private double[] withoutOwn() {
        double[] others = weights.regressors().clone();
        int width = layout.hiddenUnits();
        for (int i = 0; i < layout.columns(); i++) {
            int from = i * layout.hidden();
            for (int k = 0; k < layout.embedding(); k++) {
                int row = (i * layout.embedding() + k) * width;
                Arrays.fill(others, row + from, row + from + layout.hidden(), 0);
            }
        }
        return others;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
