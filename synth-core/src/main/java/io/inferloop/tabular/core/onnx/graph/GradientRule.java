package io.inferloop.tabular.core.onnx.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a change of an operator's result means for one of its inputs: the adjoint of each operator's derivative, written
 * in operators that have rules themselves, so that a gradient can be differentiated again. Steps (rounding, comparisons)
 * count as flat, choices as fixed, and whatever is computed with indices leaves these alone.
 */
final class GradientRule {

    private final Graph graph;
    private final Node node;

    GradientRule(Graph graph, Node node) {
        this.graph = graph;
        this.node = node;
    }

    /** Whether a gradient passes from the result to this input at all. */
    static boolean passes(Node node, int input) {
        return switch (node.operator()) {
            case "Round", "Less", "GreaterOrEqual", "Or" -> false;
            case "Where" -> input > 0;
            case "ScatterElements" -> input != 1;
            case "Gather",
                    "GatherElements",
                    "Slice",
                    "Split",
                    "Pad",
                    "Reshape",
                    "Expand",
                    "ReduceSum",
                    "ReduceMax",
                    "CumSum" -> input == 0;
            default -> true;
        };
    }

    /** The gradient by one input, of the input's shape, from the gradient by the result. */
    Tensor of(int input, Tensor gradient) {
        return switch (node.operator()) {
            case "Add", "Sub", "Mul", "Div", "Min", "Max", "Where" -> collapsed(elementwise(input, gradient), input);
            case "MatMul" -> product(input, gradient, false, false);
            case "Gemm" -> product(input, gradient, node.integer("transA") == 1, node.integer("transB") == 1);
            case "ReduceSum" -> graph.expand(gradient, node.input(0).shape());
            case "ReduceMax" -> greatest(gradient);
            case "Softmax" -> softmax(gradient);
            case "LogSoftmax" -> logSoftmax(gradient);
            case "Gather" -> gather(gradient);
            case "GatherElements" -> graph.addAt(zeros(node.input(0)), node.integer("axis"), node.input(1), gradient);
            case "ScatterElements" -> input == 0 ? gradient : scattered(gradient);
            case "Concat" -> part(input, gradient);
            case "Split" -> gradient;
            case "Slice" -> slice(gradient);
            case "Pad" -> unpadded(gradient);
            case "Transpose" -> graph.transpose(gradient);
            case "Reshape" -> graph.reshape(gradient, node.input(0).shape().toArray());
            case "Expand" -> collapsed(gradient, input);
            case "Cast" -> graph.cast(gradient, node.input(0).type());
            case "Identity" -> gradient;
            default -> graph.multiply(gradient, derivative());
        };
    }

    /** Of a function of one number. */
    private Tensor derivative() {
        Tensor x = node.input(0);
        Tensor y = node.output();
        return switch (node.operator()) {
            case "Exp" -> y;
            case "Log" -> graph.divide(number(1), x);
            case "Sqrt" -> graph.divide(number(0.5), y);
            case "Relu" -> graph.cast(graph.less(number(0), x), x.type());
            case "Sigmoid" -> graph.multiply(y, graph.subtract(number(1), y));
            case "Tanh" -> graph.subtract(number(1), graph.multiply(y, y));
            case "Erf" ->
                graph.multiply(
                        number(2 / Math.sqrt(Math.PI)), graph.exp(graph.subtract(number(0), graph.multiply(x, x))));
            default -> throw new IllegalArgumentException("No gradient passes through " + node);
        };
    }

    private Tensor elementwise(int input, Tensor gradient) {
        Tensor other = node.input(1 - Math.min(1, input));
        return switch (node.operator()) {
            case "Add" -> gradient;
            case "Sub" -> input == 0 ? gradient : graph.subtract(number(0), gradient);
            case "Mul" -> graph.multiply(gradient, other);
            case "Div" -> {
                Tensor share = graph.divide(gradient, node.input(1));
                yield input == 0 ? share : graph.subtract(number(0), graph.multiply(share, node.output()));
            }
            case "Min" -> chosen(graph.less(node.input(0), node.input(1)), input == 0, gradient);
            case "Max" -> chosen(graph.less(node.input(0), node.input(1)), input == 1, gradient);
            case "Where" -> chosen(node.input(0), input == 1, gradient);
            default -> throw new IllegalArgumentException(node.toString());
        };
    }

    private Tensor chosen(Tensor condition, boolean ifTrue, Tensor gradient) {
        Tensor none = number(0);
        return ifTrue ? graph.where(condition, gradient, none) : graph.where(condition, none, gradient);
    }

    /** Sums over the axes along which the input was repeated. */
    private Tensor collapsed(Tensor gradient, int input) {
        Shape wanted = node.input(input).shape();
        Shape actual = gradient.shape();
        if (actual.equals(wanted)) {
            return gradient;
        }
        int added = actual.rank() - wanted.rank();
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < actual.rank(); axis++) {
            if (axis < added || wanted.size(axis - added) != actual.size(axis)) {
                axes.add(axis);
            }
        }
        Tensor summed = axes.isEmpty()
                ? gradient
                : graph.sum(gradient, axes.stream().mapToInt(Integer::intValue).toArray());
        return added == 0 ? summed : graph.reshape(summed, wanted.toArray());
    }

    private Tensor product(int input, Tensor gradient, boolean turnLeft, boolean turnRight) {
        Tensor left = node.input(0);
        Tensor right = node.input(1);
        if (input == 0) {
            return turnLeft
                    ? graph.product(right, turnRight, gradient, true)
                    : graph.product(gradient, false, right, !turnRight);
        }
        return turnRight
                ? graph.product(gradient, true, left, turnLeft)
                : graph.product(left, !turnLeft, gradient, false);
    }

    /** Those that are equally great share. */
    private Tensor greatest(Tensor gradient) {
        Tensor x = node.input(0);
        Tensor reached = graph.cast(graph.greaterOrEqual(x, node.output()), x.type());
        int[] axes = Arrays.stream(graph.longs(node.input(1)))
                .mapToInt(Math::toIntExact)
                .toArray();
        return graph.multiply(graph.divide(reached, graph.sum(reached, axes)), gradient);
    }

    private Tensor softmax(Tensor gradient) {
        Tensor y = node.output();
        int last = y.shape().rank() - 1;
        return graph.multiply(y, graph.subtract(gradient, graph.sum(graph.multiply(gradient, y), last)));
    }

    private Tensor logSoftmax(Tensor gradient) {
        Tensor y = node.output();
        int last = y.shape().rank() - 1;
        return graph.subtract(gradient, graph.multiply(graph.exp(y), graph.sum(gradient, last)));
    }

    private Tensor gather(Tensor gradient) {
        Tensor table = node.input(0);
        Tensor places = node.input(1);
        if (node.integer("axis") != 0) {
            throw new IllegalArgumentException("No gradient passes through a single column: " + node);
        }
        long count = places.shape().elements();
        if (table.shape().rank() == 1) {
            return graph.addAt(zeros(table), 0, graph.reshape(places, count), graph.reshape(gradient, count));
        }
        Shape flat = Shape.of(count, table.shape().size(1));
        Tensor spread = graph.expand(graph.reshape(places, count, 1), flat);
        return graph.addAt(zeros(table), 0, spread, graph.reshape(gradient, flat.toArray()));
    }

    /** What was added to a place has the gradient of that place. */
    private Tensor scattered(Tensor gradient) {
        return graph.pick(gradient, node.integer("axis"), node.input(1));
    }

    private Tensor part(int input, Tensor gradient) {
        int axis = node.integer("axis");
        long from = 0;
        for (Tensor before : node.inputs().subList(0, input)) {
            from += before.shape().size(axis);
        }
        return graph.slice(gradient, axis, from, node.input(input).shape().size(axis));
    }

    private Tensor slice(Tensor gradient) {
        int axis = Math.toIntExact(graph.longs(node.input(3))[0]);
        long from = graph.longs(node.input(1))[0];
        long to = graph.longs(node.input(2))[0];
        return graph.pad(gradient, axis, from, node.input(0).shape().size(axis) - to);
    }

    private Tensor unpadded(Tensor gradient) {
        long[] pads = graph.longs(node.input(1));
        Tensor inner = gradient;
        for (int axis = 0; axis < pads.length / 2; axis++) {
            long size = node.input(0).shape().size(axis);
            if (size != inner.shape().size(axis)) {
                inner = graph.slice(inner, axis, pads[axis], size);
            }
        }
        return inner;
    }

    private Tensor zeros(Tensor like) {
        return graph.filled(like.type(), 0, like.shape());
    }

    private Tensor number(double value) {
        return graph.number(node.output().type(), value);
    }
}
