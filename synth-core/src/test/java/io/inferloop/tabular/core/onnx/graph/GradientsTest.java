package io.inferloop.tabular.core.onnx.graph;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.inferloop.tabular.core.onnx.graph.FiniteDifferences.Expression;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GradientsTest {

    private static final Shape ROW = Shape.of(3);
    private static final Shape SINGLE_ROW = Shape.of(1, 3);
    private static final Shape COLUMN = Shape.of(2, 1);
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape TURNED = Shape.of(3, 2);
    private static final Shape BLOCK = Shape.of(2, 2, 3);

    @TestFactory
    Stream<DynamicTest> agreesWithFiniteDifferencesOfFirstAndSecondOrder() {
        return Stream.of(
                test("add", (g, x) -> g.add(g.add(x.get(0), x.get(1)), x.get(2)), MATRIX, ROW, COLUMN),
                test("subtract", (g, x) -> cubed(g, g.subtract(x.get(0), x.get(1))), ROW, MATRIX),
                test("multiply", (g, x) -> g.multiply(g.multiply(x.get(0), x.get(1)), x.get(1)), BLOCK, COLUMN),
                test("divide", (g, x) -> g.divide(x.get(0), x.get(1)), SINGLE_ROW, COLUMN),
                test("min", (g, x) -> cubed(g, g.min(x.get(0), x.get(1))), MATRIX, ROW),
                test("max", (g, x) -> cubed(g, g.max(x.get(0), x.get(1))), MATRIX, ROW),
                test("relu", (g, x) -> cubed(g, g.relu(g.subtract(x.get(0), x.get(1)))), MATRIX, ROW),
                test("sigmoid", (g, x) -> g.sigmoid(x.get(0)), MATRIX),
                test("tanh", (g, x) -> g.tanh(x.get(0)), MATRIX),
                test("exp", (g, x) -> g.exp(x.get(0)), MATRIX),
                test("log", (g, x) -> g.log(x.get(0)), MATRIX),
                test("sqrt", (g, x) -> g.sqrt(x.get(0)), MATRIX),
                test("softmax", (g, x) -> g.softmax(x.get(0)), MATRIX),
                test("log-softmax", (g, x) -> g.logSoftmax(x.get(0)), BLOCK),
                test("sum", (g, x) -> cubed(g, g.sum(x.get(0), 0, 2)), BLOCK),
                test("mean", (g, x) -> cubed(g, g.mean(x.get(0), 1)), BLOCK),
                test("greatest", (g, x) -> cubed(g, g.greatest(x.get(0), 1)), MATRIX),
                test("matMul", (g, x) -> cubed(g, g.matMul(x.get(0), x.get(1))), MATRIX, TURNED),
                test("product", (g, x) -> cubed(g, g.product(x.get(0), false, x.get(1), false)), MATRIX, TURNED),
                test(
                        "product, turned left",
                        (g, x) -> cubed(g, g.product(x.get(0), true, x.get(1), false)),
                        MATRIX,
                        MATRIX),
                test(
                        "product, turned right",
                        (g, x) -> cubed(g, g.product(x.get(0), false, x.get(1), true)),
                        MATRIX,
                        MATRIX),
                test(
                        "product, both turned",
                        (g, x) -> cubed(g, g.product(x.get(0), true, x.get(1), true)),
                        MATRIX,
                        TURNED),
                test(
                        "transpose",
                        (g, x) -> g.multiply(g.transpose(x.get(0)), g.multiply(x.get(1), x.get(1))),
                        MATRIX,
                        TURNED),
                test(
                        "reshape",
                        (g, x) -> g.multiply(g.reshape(x.get(0), 3, 2), g.multiply(x.get(1), x.get(1))),
                        MATRIX,
                        TURNED),
                test("expand", (g, x) -> cubed(g, g.expand(x.get(0), BLOCK)), COLUMN),
                test("where", (g, x) -> cubed(g, g.where(g.less(x.get(0), x.get(1)), x.get(0), x.get(1))), MATRIX, ROW),
                test("lookup", (g, x) -> cubed(g, g.lookup(x.get(0), places(g))), ROW),
                test("rows", (g, x) -> cubed(g, g.rows(x.get(0), places(g))), Shape.of(3, 2)),
                test("pick", (g, x) -> cubed(g, g.pick(x.get(0), places(g))), MATRIX),
                test("slice", (g, x) -> cubed(g, g.slice(x.get(0), 1, 1, 2)), MATRIX),
                test("columns", (g, x) -> cubed(g, g.columns(x.get(0), 1, 1)), MATRIX),
                test("concat", (g, x) -> cubed(g, g.concat(1, List.of(x.get(0), x.get(1), x.get(0)))), MATRIX, COLUMN),
                test(
                        "split, one part unused",
                        (g, x) -> cubed(g, g.split(x.get(0), 1, 1, 2).get(1)),
                        MATRIX),
                test("cast", (g, x) -> cubed(g, g.cast(x.get(0), ElementType.DOUBLE)), MATRIX));
    }

    @Test
    void refusesWhatHasNoGradientByName() {
        Graph graph = new Graph("test");
        Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(2));
        Tensor sum = graph.sum(x, 0);
        Tensor other = graph.input("other", ElementType.FLOAT, Shape.of(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gradients.of(graph, sum, List.of(other)))
                .withMessageContaining("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gradients.of(graph, graph.sum(graph.round(x), 0), List.of(x)))
                .withMessageContaining("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gradients.of(graph, x, List.of(x)))
                .withMessageContaining("single number");
    }

    private static DynamicTest test(String name, Expression expression, Shape... shapes) {
        return dynamicTest(name, () -> FiniteDifferences.check(0.5, 2, List.of(shapes), expression));
    }

    /** Curved, so that a second order shows. */
    private static Tensor cubed(Graph graph, Tensor value) {
        return graph.multiply(value, graph.multiply(value, value));
    }

    private static Tensor places(Graph graph) {
        return graph.constant(new int[] {0, 2, 2, 1}, 2, 2);
    }
}
