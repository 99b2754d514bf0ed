package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The network as operators of a {@link TrainingStep}, whose states its parameters are. With {@code e} the embedding of row
 * {@code r}'s token of column {@code i}, a column {@code j}'s hidden units are
 * {@code relu(thresholds_j + sum of e_i x regressors_ij over the columns i before j in the order)}, the logits of its
 * tokens {@code biases_j + units x (heads_j + wave_j x waves_j)'}, and the loss of a cell minus the log of its token's
 * softmax. A row's tokens {@value ColumnTokens#UNKNOWN} embed as 0 and lose nothing.
 */
final class ArgnNetwork {

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

    private final Graph graph;
    private final ElementType type;
    private final ArgnLayout layout;
    private final long batchRows;
    private final Map<Tensor, Boolean> decays = new LinkedHashMap<>();
    private final ArgnHeads heads;
    private final Tensor regressors;
    private final Tensor thresholds;
    private final Tensor known;
    private final Tensor places;
    private final Tensor embedded;

    /** @param type in which to compute; float64 is for tests */
    ArgnNetwork(
            TrainingStep step,
            ElementType type,
            ArgnLayout layout,
            List<ColumnTokens> columns,
            int rows,
            int batchRows,
            ArgnWeights initial) {
        this.graph = step.graph();
        this.type = type;
        this.layout = layout;
        this.batchRows = batchRows;
        int all = layout.allTokens();
        Tensor embeddings = step.state(EMBEDDINGS, type, initial.embeddings(), all, layout.embedding());
        this.regressors = step.state(REGRESSORS, type, initial.regressors(), layout.inputs(), layout.hiddenUnits());
        this.thresholds = step.state(THRESHOLDS, type, initial.thresholds(), 1, layout.hiddenUnits());
        Tensor head = step.state(HEADS, type, initial.heads(), all, layout.hidden());
        Tensor biases = step.state(BIASES, type, initial.biases(), 1, all);
        decays.put(embeddings, true);
        decays.put(regressors, true);
        decays.put(thresholds, false);
        decays.put(head, true);
        decays.put(biases, false);
        List<ArgnHeads.Block> blocks = ArgnHeads.blocks(type, layout, columns);
        long[] waveRows = blocks.stream()
                .mapToLong(ArgnHeads.Block::waveRows)
                .filter(size -> size > 0)
                .toArray();
        List<Tensor> waves = List.of();
        if (waveRows.length > 0) {
            Tensor state = step.state(
                    WAVES, type, initial.waves(), Arrays.stream(waveRows).sum(), layout.hidden());
            decays.put(state, true);
            waves = graph.split(state, 0, waveRows);
        }
        this.heads = new ArgnHeads(graph, blocks, head, waves, biases);
        Tensor batch = step.feed(ROWS, ElementType.INT32, batchRows);
        Tensor tokens = graph.rows(step.data(TOKENS, ElementType.INT32, rows, layout.columns()), batch);
        Tensor zero = graph.constant(new int[] {0});
        this.known = graph.cast(graph.greaterOrEqual(tokens, zero), type);
        Tensor offsets = graph.constant(layout.tokenOffsets(), 1, layout.columns());
        this.places = graph.add(graph.max(tokens, zero), offsets);
        Tensor found = graph.rows(embeddings, places);
        Tensor knownOnly = graph.multiply(found, graph.reshape(known, batchRows, layout.columns(), 1));
        this.embedded = graph.reshape(knownOnly, batchRows, layout.inputs());
    }

    /** Every parameter, and whether it is pulled towards 0. */
    Map<Tensor, Boolean> decays() {
        return decays;
    }

    /** [batch rows, inputs] */
    Tensor embedded() {
        return embedded;
    }

    /** 1 where the cell's token is known, else 0; [batch rows, columns]. */
    Tensor known() {
        return known;
    }

    /**
     * Logits of all columns' tokens, [batch rows, tokens of all columns]. Hidden units see earlier columns only: the weights from all
     * others count as 0.
     *
     * @param inputs such as {@link #embedded}
     * @param order INT32 [columns]
     */
    Tensor logits(Tensor inputs, Tensor order) {
        int[] ofInput = IntStream.range(0, layout.inputs())
                .map(input -> input / layout.embedding())
                .toArray();
        int[] ofUnit = IntStream.range(0, layout.hiddenUnits())
                .map(unit -> unit / layout.hidden())
                .toArray();
        Tensor from = graph.lookup(order, graph.constant(ofInput, ofInput.length, 1));
        Tensor to = graph.lookup(order, graph.constant(ofUnit, 1, ofUnit.length));
        Tensor seen = graph.where(graph.less(from, to), regressors, graph.number(type, 0));
        return heads.logits(graph.relu(graph.add(graph.product(inputs, false, seen, false), thresholds)));
    }

    /** The negative log-likelihood of every cell's token in nats, [batch rows, columns]; 0 where it is unknown. */
    Tensor losses(Tensor logits) {
        return graph.multiply(heads.losses(logits, places), known);
    }

    /** How often the batch's rows should have each token of all columns, of the rows that have one; [1, tokens of all columns]. */
    Tensor expected(Tensor logits) {
        return graph.sum(heads.probabilities(logits, known), 0);
    }

    /** The mean over the batch of its rows' sums. */
    Tensor mean(Tensor losses) {
        return graph.divide(graph.sum(losses, 0, 1), graph.number(type, batchRows));
    }
}
