package io.inferloop.tabular.core.synthesis.argn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.onnx.graph.AdamW;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.TrainingSession;
import io.inferloop.tabular.core.transform.Grid;
import io.inferloop.tabular.core.transform.NumberRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The production training step against PyTorch's autograd, cross entropy and AdamW; see {@code src/test/python/make_argn_fixture.py}. */
class ArgnParityTest {

    private static final double TOLERANCE = 1e-9;

    @Test
    void sixStepsLeaveTheLossesAndParametersThatPyTorchLeaves() throws IOException {
        JsonNode expected = fixture();
        List<ColumnTokens> columns = columns(expected);
        ArgnLayout layout = new ArgnLayout(
                expected.path("embedding").intValue(),
                expected.path("hidden").intValue(),
                columns.stream().mapToInt(ColumnTokens::count).toArray());
        JsonNode initial = expected.path("initial");
        ArgnWeights weights = new ArgnWeights(
                doubles(initial.path("embeddings")),
                doubles(initial.path("regressors")),
                doubles(initial.path("thresholds")),
                doubles(initial.path("heads")),
                doubles(initial.path("waves")),
                doubles(initial.path("biases")));
        int rows = expected.path("tokens").size();
        TrainingStep step = ArgnStep.of(ElementType.DOUBLE, layout, columns, rows, settings(expected), weights);
        Map<String, Object> data = Map.of(ArgnStep.TOKENS, tokens(expected, columns.size()));

        double[] losses;
        Map<String, double[]> trained;
        try (TrainingSession session = TrainingSession.open(step, step.initialState(), data, OnnxDevice.CPU, 1)) {
            JsonNode steps = expected.path("steps");
            losses = session.run(
                            steps.size(),
                            feeds(steps, expected.path("weight_decay").doubleValue()))
                    .get(ArgnStep.LOSS);
            trained = session.state();
        }

        assertThat(losses).containsExactly(doubles(expected.path("losses")), within(TOLERANCE));
        for (Map.Entry<String, JsonNode> parameter : expected.path("trained").properties()) {
            assertThat(trained.get(parameter.getKey()))
                    .as(parameter.getKey())
                    .containsExactly(doubles(parameter.getValue()), within(TOLERANCE));
            assertThat(doubles(parameter.getValue())).isNotEqualTo(doubles(initial.path(parameter.getKey())));
        }
    }

    private static JsonNode fixture() throws IOException {
        try (InputStream json = Objects.requireNonNull(ArgnParityTest.class.getResourceAsStream("parity.json"))) {
            return JsonMapper.shared().readTree(json);
        }
    }

    private static List<ColumnTokens> columns(JsonNode expected) {
        List<ColumnTokens> columns = new ArrayList<>();
        for (JsonNode column : expected.path("columns")) {
            int count = column.path("tokens").intValue();
            boolean hasMissing = column.path("has_missing").booleanValue();
            int[] places =
                    IntStream.rangeClosed(0, hasMissing ? count - 1 : count).toArray();
            double[] knots = Arrays.stream(places).asDoubleStream().toArray();
            double[] starts = Arrays.copyOf(knots, knots.length - 1);
            ColumnTokens.Values values = column.path("ordered").booleanValue()
                    ? new ColumnTokens.Numbers(starts, starts, new NumberRange(0, count, new Grid(1, 1)))
                    : new ColumnTokens.Labels(Arrays.copyOf(places, places.length - 1));
            int[] codes = column(expected, columns.size());
            columns.add(new ColumnTokens(columns.size(), codes, count, hasMissing, knots, values));
        }
        return columns;
    }

    private static int[] column(JsonNode expected, int column) {
        return expected.path("tokens").values().stream()
                .mapToInt(row -> row.path(column).intValue())
                .toArray();
    }

    /** Row-major. */
    private static int[] tokens(JsonNode expected, int columns) {
        return expected.path("tokens").values().stream()
                .flatMapToInt(
                        row -> IntStream.range(0, columns).map(i -> row.path(i).intValue()))
                .toArray();
    }

    private static ArgnSettings settings(JsonNode expected) {
        Map<String, Object> settings = new HashMap<>(ArgnSettings.DESCRIPTION.complete(Map.of()));
        settings.put("batch_size", expected.path("batch").intValue());
        settings.put("dropout", expected.path("dropout").doubleValue());
        return ArgnSettings.of(settings, expected.path("tokens").size());
    }

    private static Map<String, Object> feeds(JsonNode steps, double weightDecay) {
        List<Integer> rows = new ArrayList<>();
        List<Integer> orders = new ArrayList<>();
        StringBuilder seen = new StringBuilder();
        double[] factors = new double[3 * steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.path(i);
            step.path("rows").forEach(row -> rows.add(row.intValue()));
            step.path("order").forEach(place -> orders.add(place.intValue()));
            seen.append(step.path("seen").stringValue());
            double[] own = AdamW.factors(i + 1, step.path("rate").doubleValue(), weightDecay);
            System.arraycopy(own, 0, factors, 3 * i, 3);
        }
        boolean[] isSeen = new boolean[seen.length()];
        for (int i = 0; i < isSeen.length; i++) {
            isSeen[i] = seen.charAt(i) == '1';
        }
        return Map.of(
                ArgnStep.ROWS,
                rows.stream().mapToInt(row -> row).toArray(),
                ArgnStep.ORDER,
                orders.stream().mapToInt(place -> place).toArray(),
                ArgnStep.SEEN,
                isSeen,
                AdamW.FACTORS,
                factors);
    }

    private static double[] doubles(JsonNode numbers) {
        return numbers.values().stream().mapToDouble(JsonNode::doubleValue).toArray();
    }
}
