package io.inferloop.tabular.core.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares gradients in float64 with central differences, the first and the second order: the loss is a weighted sum of
 * what is checked, and then a weighted sum of the squares of its own gradients. Every probe is a step of one run.
 */
final class FiniteDifferences {

    private static final double DISTANCE = 1e-5;
    private static final double TOLERANCE = 2e-7;

    private static final String LOSS = "loss";

    /** Something to differentiate. */
    @FunctionalInterface
    interface Expression {
        Tensor of(Graph graph, List<Tensor> inputs);
    }

    private FiniteDifferences() {}

    /** Checks at numbers between {@code low} and {@code high}, one tensor for each shape. */
    static void check(double low, double high, List<Shape> shapes, Expression expression) {
        RandomStream stream = new Seeds(17).stream();
        List<double[]> at = new ArrayList<>();
        for (Shape shape : shapes) {
            double[] values = new double[(int) shape.elements()];
            Arrays.setAll(values, i -> low + (high - low) * stream.nextDouble());
            at.add(values);
        }
        check(shapes, at, (graph, inputs) -> weighted(graph, expression.of(graph, inputs), 1));
        check(shapes, at, (graph, inputs) -> {
            Tensor first = weighted(graph, expression.of(graph, inputs), 1);
            Tensor second = graph.number(ElementType.DOUBLE, 0);
            int salt = 2;
            for (Tensor gradient : Gradients.of(graph, first, inputs)) {
                second = graph.add(second, weighted(graph, graph.multiply(gradient, gradient), salt++));
            }
            // Keeps a second order that is 0 everywhere differentiable.
            return graph.add(second, first);
        });
    }

    /** Checks a loss at given values. */
    static void check(List<Shape> shapes, List<double[]> at, Expression loss) {
        TrainingStep step = new TrainingStep();
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            inputs.add(step.feed(name(i), ElementType.DOUBLE, shapes.get(i).toArray()));
        }
        Tensor number = loss.of(step.graph(), inputs);
        step.report(LOSS, number);
        List<Tensor> gradients = Gradients.of(step.graph(), number, inputs);
        for (int i = 0; i < gradients.size(); i++) {
            step.report("by " + name(i), gradients.get(i));
        }
        int probes = 1 + 2 * at.stream().mapToInt(values -> values.length).sum();
        Map<String, double[]> results;
        try (TrainingSession session = TrainingSession.open(step, Map.of(), Map.of(), OnnxDevice.CPU, 1)) {
            results = session.run(probes, probes(at, probes));
        }
        double[] losses = Objects.requireNonNull(results.get(LOSS));
        int probe = 1;
        for (int i = 0; i < at.size(); i++) {
            double[] computed = Objects.requireNonNull(results.get("by " + name(i)));
            for (int element = 0; element < at.get(i).length; element++, probe += 2) {
                double expected = (losses[probe] - losses[probe + 1]) / (2 * DISTANCE);
                assertThat(computed[element])
                        .as("by element %d of input %d", element, i)
                        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /** The first probe is the point itself; then every element goes a little up and a little down. */
    private static Map<String, Object> probes(List<double[]> at, int probes) {
        Map<String, Object> feeds = new HashMap<>();
        int first = 1;
        for (int i = 0; i < at.size(); i++) {
            double[] values = at.get(i);
            double[] all = new double[probes * values.length];
            for (int probe = 0; probe < probes; probe++) {
                System.arraycopy(values, 0, all, probe * values.length, values.length);
            }
            for (int element = 0; element < values.length; element++, first += 2) {
                all[first * values.length + element] += DISTANCE;
                all[(first + 1) * values.length + element] -= DISTANCE;
            }
            feeds.put(name(i), all);
        }
        return feeds;
    }

    private static Tensor weighted(Graph graph, Tensor value, int salt) {
        RandomStream stream = new Seeds(salt).stream();
        double[] weights = new double[(int) value.shape().elements()];
        Arrays.setAll(weights, i -> stream.nextDouble() - 0.5);
        long count = weights.length;
        Tensor products = graph.multiply(graph.reshape(value, count), graph.constant(weights, count));
        return graph.reshape(graph.sum(products, 0));
    }

    private static String name(int input) {
        return "input" + input;
    }
}
