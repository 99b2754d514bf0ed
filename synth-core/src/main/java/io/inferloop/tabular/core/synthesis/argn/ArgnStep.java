package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.AdamW;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Gradients;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One training step as a graph. A row's tokens become embeddings; every column's hidden units see those of the columns
 * before it in the step's order and of no others, so that one pass trains every column given its predecessors; the loss
 * is the rows' mean negative log-likelihood.
 */
final class ArgnStep {

    static final String EMBEDDINGS = "embeddings";
    static final String REGRESSORS = "regressors";
    static final String THRESHOLDS = "thresholds";
    static final String HEADS = "heads";
    static final String WAVES = "waves";
    static final String BIASES = "biases";

    /** Data: every row's tokens, INT32 [rows, columns]. */
    static final String TOKENS = "tokens";

    /** Feed: the batch, INT32 [batch rows]. */
    static final String ROWS = "rows";

    /** Feed: each column's place in the step's order, INT32 [columns]. */
    static final String ORDER = "order";

    /** Feed: which inputs the step sees, BOOL [batch rows, inputs]. */
    static final String SEEN = "seen";

    /** Report: the mean over the batch's rows, in nats. */
    static final String LOSS = "loss";

    private final ElementType type;
    private final ArgnLayout layout;
    private final List<ColumnTokens> columns;
    private final ArgnSettings settings;
    private final TrainingStep step = new TrainingStep();
    private final Graph graph = step.graph();

    private ArgnStep(ElementType type, ArgnLayout layout, List<ColumnTokens> columns, ArgnSettings settings) {
        this.type = type;
        this.layout = layout;
        this.columns = columns;
        this.settings = settings;
    }

    /** @param type in which to compute; float64 is for tests */
    static TrainingStep of(
            ElementType type,
            ArgnLayout layout,
            List<ColumnTokens> columns,
            int rows,
            ArgnSettings settings,
            ArgnWeights initial) {
        ArgnStep writer = new ArgnStep(type, layout, columns, settings);
        writer.write(rows, initial);
        return writer.step;
    }

    private void write(int rows, ArgnWeights initial) {
        int all = layout.allTokens();
        Tensor embeddings = step.state(EMBEDDINGS, type, initial.embeddings(), all, layout.embedding());
        Tensor regressors = step.state(REGRESSORS, type, initial.regressors(), layout.inputs(), layout.hiddenUnits());
        Tensor thresholds = step.state(THRESHOLDS, type, initial.thresholds(), 1, layout.hiddenUnits());
        Tensor heads = step.state(HEADS, type, initial.heads(), all, layout.hidden());
        Tensor biases = step.state(BIASES, type, initial.biases(), 1, all);
        Map<Tensor, Boolean> decays = new LinkedHashMap<>();
        decays.put(embeddings, true);
        decays.put(regressors, true);
        decays.put(thresholds, false);
        decays.put(heads, true);
        decays.put(biases, false);
        List<ArgnHeads> blocks = ArgnHeads.blocks(type, layout, columns);
        long[] waveRows = blocks.stream()
                .mapToLong(ArgnHeads::waveRows)
                .filter(size -> size > 0)
                .toArray();
        List<Tensor> waves = List.of();
        if (waveRows.length > 0) {
            Tensor state = step.state(
                    WAVES, type, initial.waves(), Arrays.stream(waveRows).sum(), layout.hidden());
            decays.put(state, true);
            waves = graph.split(state, 0, waveRows);
        }

        Tensor batch = step.feed(ROWS, ElementType.INT32, settings.batchRows());
        Tensor tokens = graph.rows(step.data(TOKENS, ElementType.INT32, rows, layout.columns()), batch);
        Tensor zero = graph.constant(new int[] {0});
        Tensor known = graph.cast(graph.greaterOrEqual(tokens, zero), type);
        Tensor offsets = graph.constant(layout.tokenOffsets(), 1, layout.columns());
        Tensor places = graph.add(graph.max(tokens, zero), offsets);
        Tensor units = hidden(inputs(embeddings, places, known), regressors, thresholds);
        Tensor losses = graph.multiply(ArgnHeads.losses(graph, blocks, units, heads, waves, biases, places), known);
        Tensor loss = graph.divide(graph.sum(losses, 0, 1), graph.number(type, settings.batchRows()));
        step.report(LOSS, loss);

        AdamW optimizer = new AdamW(step, type);
        List<Tensor> parameters = List.copyOf(decays.keySet());
        List<Tensor> gradients = Gradients.of(graph, loss, parameters);
        for (int i = 0; i < parameters.size(); i++) {
            Tensor parameter = parameters.get(i);
            optimizer.move(parameter, gradients.get(i), decays.getOrDefault(parameter, false));
        }
    }

    /** [batch rows, inputs]; what a step does not see is 0, what it sees grows so that the sum is the same on average. */
    private Tensor inputs(Tensor embeddings, Tensor places, Tensor known) {
        long rows = settings.batchRows();
        Tensor found = graph.rows(embeddings, places);
        Tensor knownOnly = graph.multiply(found, graph.reshape(known, rows, layout.columns(), 1));
        Tensor seen = graph.cast(step.feed(SEEN, ElementType.BOOL, rows, layout.inputs()), type);
        Tensor scale = graph.multiply(seen, graph.number(type, 1 / (1 - settings.dropout())));
        return graph.multiply(graph.reshape(knownOnly, rows, layout.inputs()), scale);
    }

    /** Hidden units see earlier columns only: the weights from all others count as 0. */
    private Tensor hidden(Tensor inputs, Tensor regressors, Tensor thresholds) {
        Tensor order = step.feed(ORDER, ElementType.INT32, layout.columns());
        int[] ofInput = IntStream.range(0, layout.inputs())
                .map(input -> input / layout.embedding())
                .toArray();
        int[] ofUnit = IntStream.range(0, layout.hiddenUnits())
                .map(unit -> unit / layout.hidden())
                .toArray();
        Tensor from = graph.lookup(order, graph.constant(ofInput, ofInput.length, 1));
        Tensor to = graph.lookup(order, graph.constant(ofUnit, 1, ofUnit.length));
        Tensor seen = graph.where(graph.less(from, to), regressors, graph.number(type, 0));
        return graph.relu(graph.add(graph.product(inputs, false, seen, false), thresholds));
    }
}
