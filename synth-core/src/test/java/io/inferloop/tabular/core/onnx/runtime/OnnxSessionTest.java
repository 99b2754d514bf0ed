package io.inferloop.tabular.core.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Shape;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnnxSessionTest {

    @Test
    void runsAGraphAndLeavesNoTensorOpen() {
        try (OnnxSession session = OnnxSession.open(model(), OnnxDevice.CPU, 1)) {
            for (int run = 0; run < 100; run++) {
                Map<String, Object> values = session.run(new float[] {1, 2, 3, 4}, 2, 2, Set.of("sums", "words"));
                assertThat((float[]) values.get("sums")).containsExactly(3, 7);
                assertThat((String[]) values.get("words")).containsExactly("yes", "no");
            }
            assertThatExceptionOfType(OnnxException.class)
                    .isThrownBy(() -> session.run(new float[3], 1, 3, Set.of("sums")));
        }
        assertThat(OnnxSession.openTensors()).isZero();
    }

    @Test
    void refusesBytesThatAreNoModel() {
        assertThatExceptionOfType(OnnxException.class)
                .isThrownBy(() -> OnnxSession.open(new byte[] {1, 2}, OnnxDevice.CPU, 1));
    }

    private static byte[] model() {
        Graph graph = new Graph("test");
        Tensor noise = graph.input("noise", ElementType.FLOAT, Shape.of(Shape.ROWS, 2));
        Tensor sums = graph.column(graph.matMul(noise, graph.constant(new float[] {1, 1}, 2, 1)), 0);
        graph.output("sums", sums);
        Tensor large = graph.cast(graph.greaterOrEqual(sums, graph.constant(new float[] {5})), ElementType.INT32);
        graph.output("words", graph.lookup(graph.constant(List.of("yes", "no")), large));
        return graph.toModel(Map.of());
    }
}
