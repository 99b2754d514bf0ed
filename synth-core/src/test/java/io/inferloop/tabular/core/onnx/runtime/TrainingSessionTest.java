package io.inferloop.tabular.core.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.onnx.graph.AdamW;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Gradients;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrainingSessionTest {

    private static final Map<String, Object> DATA = Map.of("targets", new double[] {3, -1, 4, 1});

    @Test
    void takesManyStepsAndLeavesNoTensorOpen() {
        TrainingStep step = step();
        try (TrainingSession session = open(step, step.initialState())) {
            double[] losses =
                    Objects.requireNonNull(session.run(400, feeds(0, 400)).get("loss"));
            assertThat(losses).hasSize(400);
            assertThat(losses[399]).isLessThan(losses[0] / 100);
            assertThatNullPointerException()
                    .isThrownBy(() -> session.run(1, Map.of()))
                    .withMessageContaining("place");
            assertThatExceptionOfType(OnnxException.class).isThrownBy(() -> {
                Map<String, Object> wrong = new HashMap<>(feeds(0, 1));
                wrong.put("place", new int[] {99});
                session.run(1, wrong);
            });
        }
        assertThat(TrainingSession.openTensors()).isZero();
    }

    @Test
    void comesToTheSameBitsHoweverStepsAreDealtOutAndInAnotherSession() {
        TrainingStep step = step();
        Map<String, double[]> whole;
        Map<String, double[]> half;
        Map<String, double[]> parts;
        try (TrainingSession session = open(step, step.initialState())) {
            session.run(10, feeds(0, 10));
            whole = session.state();
        }
        try (TrainingSession session = open(step, step.initialState())) {
            session.run(1, feeds(0, 1));
            session.run(4, feeds(1, 4));
            half = session.state();
        }
        try (TrainingSession session = open(step, half)) {
            session.run(5, feeds(5, 5));
            parts = session.state();
        }
        assertThat(parts.keySet()).isEqualTo(whole.keySet());
        whole.forEach((name, values) -> assertThat(parts.get(name)).as(name).containsExactly(values));
    }

    /** Two steps by hand, from the paper's formulas. */
    @Test
    void movesAsAdamWDoes() {
        TrainingStep step = new TrainingStep();
        Tensor weight = step.state("weight", ElementType.DOUBLE, new double[] {2}, 1);
        Tensor gradient = step.feed("gradient", ElementType.DOUBLE, 1);
        new AdamW(step, ElementType.DOUBLE).move(weight, gradient, true);
        double weightByHand = 2;
        double mean = 0;
        double square = 0;
        double[] gradients = {0.5, -1.5};
        for (int t = 1; t <= 2; t++) {
            mean = 0.9 * mean + 0.1 * gradients[t - 1];
            square = 0.999 * square + 0.001 * gradients[t - 1] * gradients[t - 1];
            double unbiased = mean / (1 - Math.pow(0.9, t));
            double root = Math.sqrt(square / (1 - Math.pow(0.999, t)));
            weightByHand -= 0.01 * (unbiased / (root + 1e-8) + 0.1 * weightByHand);
        }
        Map<String, Object> feeds = Map.of("gradient", gradients, AdamW.FACTORS, factors(0, 2, 0.01, 0.1));
        try (TrainingSession session = TrainingSession.open(step, step.initialState(), Map.of(), OnnxDevice.CPU, 1)) {
            session.run(2, feeds);
            assertThat(Objects.requireNonNull(session.state().get("weight"))[0]).isCloseTo(weightByHand, within(1e-12));
        }
    }

    /** Fits one number per target, one target a step. */
    private static TrainingStep step() {
        TrainingStep step = new TrainingStep();
        Graph graph = step.graph();
        Tensor weights = step.state("weights", ElementType.FLOAT, new double[4], 4);
        Tensor targets = step.data("targets", ElementType.FLOAT, 4);
        Tensor place = step.feed("place", ElementType.INT32, 1);
        Tensor error = graph.subtract(graph.lookup(weights, place), graph.lookup(targets, place));
        Tensor loss = graph.multiply(error, error);
        Tensor gradient = Gradients.of(graph, loss, List.of(weights)).getFirst();
        new AdamW(step, ElementType.FLOAT).move(weights, gradient, true);
        step.report("loss", loss);
        return step;
    }

    private static TrainingSession open(TrainingStep step, Map<String, double[]> state) {
        return TrainingSession.open(step, state, DATA, OnnxDevice.CPU, 1);
    }

    private static Map<String, Object> feeds(int first, int steps) {
        int[] places = new int[steps];
        Arrays.setAll(places, i -> (first + i) % 4);
        return Map.of("place", places, AdamW.FACTORS, factors(first, steps, 0.1, 0));
    }

    private static double[] factors(int first, int steps, double rate, double weightDecay) {
        double[] factors = new double[3 * steps];
        for (int i = 0; i < steps; i++) {
            System.arraycopy(AdamW.factors(first + i + 1, rate, weightDecay), 0, factors, 3 * i, 3);
        }
        return factors;
    }
}
