package io.inferloop.tabular.core.onnx.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation. Derivatives become ordinary operators of the same graph, so they can enter a loss and be
 * differentiated again, as a gradient penalty does.
 */
public final class Gradients {

    private final Graph graph;
    private final Map<Tensor, Tensor> gradients = new HashMap<>();
    private final Set<Tensor> varying = new HashSet<>();

    private Gradients(Graph graph) {
        this.graph = graph;
    }

    /**
     * The derivatives of a loss.
     *
     * @param loss a single number, in any shape
     * @param by floating-point tensors of the graph that the loss depends on
     * @return one derivative per tensor of {@code by}, of its type and shape
     * @throws IllegalArgumentException if the loss does not depend on one of them, or only through an operator without a derivative
     */
    public static List<Tensor> of(Graph graph, Tensor loss, List<Tensor> by) {
        if (loss.shape().elements() != 1) {
            throw new IllegalArgumentException("Only a single number has gradients here, not " + loss);
        }
        Gradients pass = new Gradients(graph);
        pass.run(loss, by);
        return by.stream().map(pass::required).toList();
    }

    private void run(Tensor loss, List<Tensor> by) {
        List<Node> nodes = graph.nodes();
        varying.addAll(by);
        for (Node node : nodes) {
            for (int input = 0; input < node.inputs().size(); input++) {
                if (varies(node, input)) {
                    varying.addAll(node.outputs());
                }
            }
        }
        gradients.put(loss, graph.filled(loss.type(), 1, loss.shape()));
        for (Node node : nodes.reversed()) {
            Tensor gradient = ofResult(node);
            for (int input = 0; gradient != null && input < node.inputs().size(); input++) {
                if (varies(node, input)) {
                    Tensor share = new GradientRule(graph, node).of(input, gradient);
                    gradients.merge(node.input(input), share, graph::add);
                }
            }
        }
    }

    private boolean varies(Node node, int input) {
        return varying.contains(node.input(input)) && GradientRule.passes(node, input);
    }

    /** Null where the loss does not depend on what the node makes. A split's parts are put together again. */
    private @Nullable Tensor ofResult(Node node) {
        if (node.outputs().size() == 1) {
            return gradients.get(node.output());
        }
        if (node.outputs().stream().noneMatch(gradients::containsKey)) {
            return null;
        }
        List<Tensor> parts = new ArrayList<>();
        for (Tensor output : node.outputs()) {
            Tensor gradient = gradients.get(output);
            parts.add(gradient == null ? graph.filled(output.type(), 0, output.shape()) : gradient);
        }
        return graph.concat(node.integer("axis"), parts);
    }

    private Tensor required(Tensor by) {
        Tensor gradient = gradients.get(by);
        if (gradient == null) {
            throw new IllegalArgumentException("The loss does not depend on " + by);
        }
        return gradient;
    }
}
