package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.AdamW;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Gradients;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import java.util.List;
import java.util.Map;

/**
 * One training step as a graph: {@link ArgnNetwork} with some inputs dropped, so that one pass trains every column given
 * its predecessors in the step's order; the loss is the rows' mean negative log-likelihood, and {@link AdamW} moves all
 * parameters against its gradient.
 */
final class ArgnStep {

    /** Feed: which inputs the step sees, BOOL [batch rows, inputs]. */
    static final String SEEN = "seen";

    /** Report: the mean over the batch's rows, in nats. */
    static final String LOSS = "loss";

    private ArgnStep() {}

    /** @param type in which to compute; float64 is for tests */
    static TrainingStep of(
            ElementType type,
            ArgnLayout layout,
            List<ColumnTokens> columns,
            int rows,
            ArgnSettings settings,
            ArgnWeights initial) {
        TrainingStep step = new TrainingStep();
        Graph graph = step.graph();
        ArgnNetwork network = new ArgnNetwork(step, type, layout, columns, rows, settings.batchRows(), initial);
        // What a step does not see is 0, what it sees grows so that the sum is the same on average.
        Tensor seen = graph.cast(step.feed(SEEN, ElementType.BOOL, settings.batchRows(), layout.inputs()), type);
        Tensor scale = graph.multiply(seen, graph.number(type, 1 / (1 - settings.dropout())));
        Tensor order = step.feed(ArgnNetwork.ORDER, ElementType.INT32, layout.columns());
        Tensor logits = network.logits(graph.multiply(network.embedded(), scale), order);
        Tensor loss = network.mean(network.losses(logits));
        step.report(LOSS, loss);

        AdamW optimizer = new AdamW(step, type);
        List<Map.Entry<Tensor, Boolean>> parameters =
                List.copyOf(network.decays().entrySet());
        List<Tensor> gradients = Gradients.of(
                graph, loss, parameters.stream().map(Map.Entry::getKey).toList());
        for (int i = 0; i < parameters.size(); i++) {
            Map.Entry<Tensor, Boolean> parameter = parameters.get(i);
            optimizer.move(parameter.getKey(), gradients.get(i), parameter.getValue());
        }
        return step;
    }
}
