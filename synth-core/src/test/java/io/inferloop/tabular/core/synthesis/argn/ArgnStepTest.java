package io.inferloop.tabular.core.synthesis.argn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.SampleTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArgnStepTest {

    private static final double DISTANCE = 1e-5;
    private static final double TOLERANCE = 1e-6;
    private static final int PROBES_PER_PARAMETER = 8;

    /** Numbers with gaps, labels with rare ones, a flag. */
    private final TokenTable table = TokenTable.of(
            SampleTables.ofRows(
                    "n,label,flag",
                    60,
                    i -> (i % 9 == 0 ? "" : i * 7 % 23) + "," + (i == 5 ? "rare" : "abc".charAt(i % 3)) + ","
                            + (i % 4 == 0)),
            8,
            3,
            Cancellation.NONE);

    private final ArgnLayout layout = new ArgnLayout(
            3, 4, table.columns().stream().mapToInt(ColumnTokens::count).toArray());
    private final ArgnSettings settings = new ArgnSettings(1, 5, 0, 16, 0.01, 0.25, 0.01, 8, 3);
    private final ArgnWeights initial = ArgnWeights.initial(layout, table.columns(), new Seeds(3));
    private final TrainingStep step =
            ArgnStep.of(ElementType.DOUBLE, layout, table.columns(), table.rows(), settings, initial);

    /** After one step from nothing, the decayed sum of gradients is the gradient. */
    @Test
    void theGradientOfAWholeStepAgreesWithFiniteDifferences() {
        assertThat(table.columns().get(1).codes()).contains(ColumnTokens.UNKNOWN);
        // No weight is 0, so that every path counts.
        Map<String, double[]> start = new LinkedHashMap<>(step.initialState());
        RandomStream stream = new Seeds(4).stream();
        start.replaceAll((name, values) -> {
            double[] moved = values.clone();
            for (int i = 0; i < moved.length && !name.contains("::"); i++) {
                moved[i] += 0.3 * stream.nextGaussian();
            }
            return moved;
        });
        Map<String, double[]> after;
        try (TrainingSession session = open(start)) {
            session.run(1, feeds(1));
            after = session.state();
        }
        List<String> parameters = List.of(
                ArgnNetwork.EMBEDDINGS,
                ArgnNetwork.REGRESSORS,
                ArgnNetwork.THRESHOLDS,
                ArgnNetwork.HEADS,
                ArgnNetwork.WAVES,
                ArgnNetwork.BIASES);
        for (String parameter : parameters) {
            double[] gradient = Objects.requireNonNull(after.get(parameter + "::mean"));
            for (int probe = 0; probe < PROBES_PER_PARAMETER; probe++) {
                int element = stream.nextInt(gradient.length);
                double expected =
                        (loss(start, parameter, element, DISTANCE) - loss(start, parameter, element, -DISTANCE))
                                / (2 * DISTANCE);
                assertThat(gradient[element]).as(parameter + " " + element).isCloseTo(expected, within(TOLERANCE));
            }
        }
    }

    /** In exponentials of such logits float64 overflows, as float32 does from 89 on. */
    @Test
    void aNetworkThatIsAsGoodAsSureStillLosesAFiniteNumber() {
        Map<String, double[]> sure = new LinkedHashMap<>(step.initialState());
        double[] biases = Objects.requireNonNull(sure.get(ArgnNetwork.BIASES)).clone();
        for (int token = 0; token < biases.length; token++) {
            biases[token] = token % 2 == 0 ? 800 : -800;
        }
        sure.put(ArgnNetwork.BIASES, biases);

        try (TrainingSession session = open(sure)) {
            assertThat(Objects.requireNonNull(session.run(1, feeds(1)).get(ArgnStep.LOSS))[0])
                    .isFinite()
                    .isPositive();
        }
    }

    private double loss(Map<String, double[]> start, String parameter, int element, double distance) {
        Map<String, double[]> moved = new LinkedHashMap<>(start);
        double[] values = Objects.requireNonNull(start.get(parameter)).clone();
        values[element] += distance;
        moved.put(parameter, values);
        try (TrainingSession session = open(moved)) {
            return Objects.requireNonNull(session.run(1, feeds(1)).get(ArgnStep.LOSS))[0];
        }
    }

    private TrainingSession open(Map<String, double[]> state) {
        return TrainingSession.open(step, state, Map.of(ArgnNetwork.TOKENS, table.codes()), OnnxDevice.CPU, 1);
    }

    /** An odd step, whose order is a random one. */
    private Map<String, Object> feeds(long first) {
        return new ArgnFeeds(IntStream.range(0, table.rows()).toArray(), layout, settings, new Seeds(5)).of(first, 1);
    }
}
