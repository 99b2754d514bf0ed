package io.inferloop.tabular.core.onnx.graph;

import io.inferloop.tabular.core.onnx.proto.OnnxMl.GraphProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A graph under construction. Every operator checks element types and shapes when it is applied, so that a mistake
 * points at the line that made it. Grows in topological order; {@link Gradients} writes derivatives into it. Not
 * thread-safe.
 */
public final class Graph {

    /** Outputs are called as the table's columns are, so names made here stay out of their way. */
    private static final String INTERNAL = "::";

    private final String name;
    private final Set<String> names = new HashSet<>();
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Tensor, TensorProto> constants = new LinkedHashMap<>();
    private final Map<TensorProto, Tensor> sameConstants = new HashMap<>();
    private final List<Tensor> outputs = new ArrayList<>();

    public Graph(String name) {
        this.name = name;
    }

    public Tensor input(String inputName, ElementType type, Shape shape) {
        Tensor tensor = new Tensor(unique(inputName), type, shape);
        inputs.add(tensor);
        return tensor;
    }

    /** A tensor that the graph takes from the one around it. */
    Tensor outer(String outerName, ElementType type, Shape shape) {
        return new Tensor(unique(outerName), type, shape);
    }

    /** Makes a tensor an output under a name of its own. */
    public void output(String outputName, Tensor tensor) {
        Tensor named = new Tensor(unique(outputName), tensor.type(), tensor.shape());
        nodes.add(new Node("Identity", List.of(tensor), named, Map.of()));
        outputs.add(named);
    }

    public Tensor constant(float[] values, long... shape) {
        return constant(Constants.of(values, shape), ElementType.FLOAT, Shape.of(shape));
    }

    public Tensor constant(double[] values, long... shape) {
        return constant(Constants.of(values, shape), ElementType.DOUBLE, Shape.of(shape));
    }

    public Tensor constant(int[] values, long... shape) {
        return constant(Constants.of(values, shape), ElementType.INT32, Shape.of(shape));
    }

    public Tensor constant(long[] values, long... shape) {
        return constant(Constants.of(values, shape), ElementType.INT64, Shape.of(shape));
    }

    public Tensor constant(List<String> values) {
        return constant(Constants.of(values), ElementType.STRING, Shape.of(values.size()));
    }

    /** [m, k] x [k, n] = [m, n]. */
    public Tensor matMul(Tensor left, Tensor right) {
        sameNumbers("MatMul", left, right);
        require(
                left.shape().rank() == 2
                        && right.shape().rank() == 2
                        && left.shape().size(1) == right.shape().size(0),
                "MatMul of %s and %s".formatted(left.shape(), right.shape()));
        return apply(
                "MatMul",
                left.type(),
                Shape.of(left.shape().size(0), right.shape().size(1)),
                left,
                right);
    }

    public Tensor add(Tensor left, Tensor right) {
        return elementwise("Add", left, right);
    }

    public Tensor subtract(Tensor left, Tensor right) {
        return elementwise("Sub", left, right);
    }

    public Tensor multiply(Tensor left, Tensor right) {
        return elementwise("Mul", left, right);
    }

    public Tensor divide(Tensor left, Tensor right) {
        return elementwise("Div", left, right);
    }

    public Tensor min(Tensor left, Tensor right) {
        return elementwise("Min", left, right);
    }

    public Tensor max(Tensor left, Tensor right) {
        return elementwise("Max", left, right);
    }

    /** Halves go to the even neighbour. */
    public Tensor round(Tensor value) {
        return unary("Round", value);
    }

    /** The error function; 1/2 + 1/2 erf(z / sqrt 2) is the normal's cumulative probability. */
    public Tensor erf(Tensor value) {
        return unary("Erf", value);
    }

    public Tensor exp(Tensor value) {
        return unary("Exp", value);
    }

    public Tensor log(Tensor value) {
        return unary("Log", value);
    }

    public Tensor sqrt(Tensor value) {
        return unary("Sqrt", value);
    }

    public Tensor relu(Tensor value) {
        return unary("Relu", value);
    }

    public Tensor sigmoid(Tensor value) {
        return unary("Sigmoid", value);
    }

    public Tensor tanh(Tensor value) {
        return unary("Tanh", value);
    }

    /** Over the last axis. */
    public Tensor softmax(Tensor value) {
        return unary("Softmax", value);
    }

    /** Over the last axis. */
    public Tensor logSoftmax(Tensor value) {
        return unary("LogSoftmax", value);
    }

    /** Sums over some axes, which stay with size 1. */
    public Tensor sum(Tensor value, int... axes) {
        return reduce("ReduceSum", value, axes);
    }

    /** Means over some axes of known size, which stay with size 1. */
    public Tensor mean(Tensor value, int... axes) {
        long count = 1;
        for (int axis : axes) {
            require(value.shape().size(axis) > 0, "mean of " + value);
            count *= value.shape().size(axis);
        }
        return divide(sum(value, axes), number(value.type(), count));
    }

    /** The greatest over some axes, which stay with size 1. */
    public Tensor greatest(Tensor value, int... axes) {
        return reduce("ReduceMax", value, axes);
    }

    /** Sums from the start of the last axis up to and with each element. */
    public Tensor cumulative(Tensor value) {
        requireFraction("CumSum", value);
        Tensor axis = constant(new long[] {value.shape().rank() - 1});
        return apply("CumSum", value.type(), value.shape(), value, axis);
    }

    public Tensor less(Tensor left, Tensor right) {
        return compare("Less", left, right);
    }

    public Tensor greaterOrEqual(Tensor left, Tensor right) {
        return compare("GreaterOrEqual", left, right);
    }

    public Tensor or(Tensor left, Tensor right) {
        require(
                left.type() == ElementType.BOOL && right.type() == ElementType.BOOL,
                "Or of %s and %s".formatted(left, right));
        return apply("Or", ElementType.BOOL, left.shape().broadcast(right.shape()), left, right);
    }

    /** Element-wise choice. */
    public Tensor where(Tensor condition, Tensor yes, Tensor no) {
        require(
                condition.type() == ElementType.BOOL && yes.type() == no.type(),
                "Where of %s, %s, %s".formatted(condition, yes, no));
        Shape shape = condition.shape().broadcast(yes.shape()).broadcast(no.shape());
        return apply("Where", yes.type(), shape, condition, yes, no);
    }

    public Tensor cast(Tensor value, ElementType type) {
        return apply("Cast", Map.of("to", (long) type.code()), type, value.shape(), value);
    }

    /** Elements of a vector at the given places; the result has the shape of {@code indices}. */
    public Tensor lookup(Tensor vector, Tensor indices) {
        requireIndices(indices);
        require(vector.shape().rank() == 1, "lookup in " + vector);
        return apply("Gather", Map.of("axis", 0L), vector.type(), indices.shape(), vector, indices);
    }

    /** Of each row of a matrix the elements at that row's own places; the result has the shape of {@code places}. */
    public Tensor pick(Tensor matrix, Tensor places) {
        require(
                matrix.shape().rank() == 2
                        && places.shape().rank() == 2
                        && matrix.shape().size(0) == places.shape().size(0),
                "pick of %s by %s".formatted(matrix, places));
        return pick(matrix, 1, places);
    }

    /** The elements at the given places along an axis; the result has the shape of {@code places}. */
    Tensor pick(Tensor value, int axis, Tensor places) {
        requireIndices(places);
        require(value.shape().rank() == places.shape().rank(), "pick of %s by %s".formatted(value, places));
        return apply("GatherElements", Map.of("axis", (long) axis), value.type(), places.shape(), value, places);
    }

    /** Matrices of equally many rows side by side, as one. */
    public Tensor beside(List<Tensor> matrices) {
        return concat(1, matrices);
    }

    /** Columns {@code from .. from + count - 1} of a matrix, as a matrix. */
    public Tensor columns(Tensor matrix, int from, int count) {
        require(matrix.shape().rank() == 2, "columns of " + matrix);
        return slice(matrix, 1, from, count);
    }

    /** One column of a matrix, as a vector. */
    public Tensor column(Tensor matrix, int index) {
        require(
                matrix.shape().rank() == 2
                        && index >= 0
                        && index < matrix.shape().size(1),
                "column %d of %s".formatted(index, matrix));
        Tensor result = fresh("Gather", matrix.type(), Shape.of(matrix.shape().size(0)));
        Tensor at = constant(new long[] {index});
        nodes.add(new Node("Gather", List.of(matrix, at), result, Map.of("axis", 1L)));
        return result;
    }

    /** The product of two matrices, each of them turned on its side first if asked for. */
    public Tensor product(Tensor left, boolean turnLeft, Tensor right, boolean turnRight) {
        sameNumbers("Gemm", left, right);
        require(left.shape().rank() == 2 && right.shape().rank() == 2, "Gemm of %s and %s".formatted(left, right));
        long inner = left.shape().size(turnLeft ? 0 : 1);
        require(
                inner == right.shape().size(turnRight ? 1 : 0),
                "Gemm of %s and %s, turned: %s, %s".formatted(left, right, turnLeft, turnRight));
        Shape shape =
                Shape.of(left.shape().size(turnLeft ? 1 : 0), right.shape().size(turnRight ? 0 : 1));
        Map<String, Object> turns = Map.of("transA", turnLeft ? 1L : 0L, "transB", turnRight ? 1L : 0L);
        return apply("Gemm", turns, left.type(), shape, left, right);
    }

    /** A matrix turned on its side. */
    public Tensor transpose(Tensor matrix) {
        require(matrix.shape().rank() == 2, "Transpose of " + matrix);
        Shape shape = Shape.of(matrix.shape().size(1), matrix.shape().size(0));
        return apply("Transpose", matrix.type(), shape, matrix);
    }

    /** The same elements in another shape; one size at most may be {@link Shape#ROWS}. */
    public Tensor reshape(Tensor value, long... sizes) {
        Shape shape = Shape.of(sizes);
        require(
                value.shape().isKnown() && shape.isKnown()
                        ? value.shape().elements() == shape.elements()
                        : Arrays.stream(sizes)
                                        .filter(size -> size == Shape.ROWS)
                                        .count()
                                == 1,
                "%s does not fill %s".formatted(value, shape));
        return apply("Reshape", value.type(), shape, value, constant(sizes, sizes.length));
    }

    /** Repeats a value along axes of size 1, and along new ones in front, up to a known shape. */
    public Tensor expand(Tensor value, Shape shape) {
        require(
                shape.isKnown() && value.shape().broadcast(shape).equals(shape),
                "%s does not expand to %s".formatted(value, shape));
        long[] sizes = shape.toArray();
        return apply("Expand", value.type(), shape, value, constant(sizes, sizes.length));
    }

    /** Rows of a matrix at the given places: [n, width] at [..] gives [.., width]. */
    public Tensor rows(Tensor matrix, Tensor places) {
        requireIndices(places);
        require(matrix.shape().rank() == 2, "rows of " + matrix);
        Shape shape = places.shape().with(matrix.shape().size(1));
        return apply("Gather", Map.of("axis", 0L), matrix.type(), shape, matrix, places);
    }

    /** A copy of a tensor with updates added at places along an axis; places and updates have one shape. */
    Tensor addAt(Tensor base, int axis, Tensor places, Tensor updates) {
        requireIndices(places);
        require(
                places.shape().equals(updates.shape())
                        && base.type() == updates.type()
                        && base.shape().rank() == updates.shape().rank(),
                "%s added at %s of %s".formatted(updates, places, base));
        Map<String, Object> attributes = Map.of("axis", (long) axis, "reduction", "add");
        return apply("ScatterElements", attributes, base.type(), base.shape(), base, places, updates);
    }

    /** Elements {@code from .. from + count - 1} along an axis. */
    public Tensor slice(Tensor value, int axis, long from, long count) {
        require(
                from >= 0 && count > 0 && from + count <= value.shape().size(axis),
                "slice %d + %d along %d of %s".formatted(from, count, axis, value));
        Tensor starts = constant(new long[] {from}, 1);
        Tensor ends = constant(new long[] {from + count}, 1);
        Tensor axes = constant(new long[] {axis}, 1);
        return apply("Slice", value.type(), value.shape().resized(axis, count), value, starts, ends, axes);
    }

    /** Cuts a tensor along an axis into parts of the given sizes. */
    public List<Tensor> split(Tensor value, int axis, long... sizes) {
        require(
                Arrays.stream(sizes).sum() == value.shape().size(axis)
                        && Arrays.stream(sizes).allMatch(size -> size > 0),
                "%s does not split into %s along %d".formatted(value, Arrays.toString(sizes), axis));
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            Shape shape = value.shape().resized(axis, sizes[i]);
            parts.add(new Tensor(unique(INTERNAL + "Split_" + nodes.size() + "_" + i), value.type(), shape));
        }
        List<Tensor> operands = List.of(value, constant(sizes, sizes.length));
        nodes.add(new Node("Split", operands, parts, Map.of("axis", (long) axis)));
        return parts;
    }

    /** Tensors that differ along one axis at most, one after the other. */
    public Tensor concat(int axis, List<Tensor> parts) {
        Tensor first = parts.getFirst();
        long size = 0;
        for (Tensor part : parts) {
            require(
                    part.type() == first.type()
                            && part.shape().rank() > axis
                            && part.shape()
                                    .resized(axis, 1)
                                    .equals(first.shape().resized(axis, 1)),
                    "%s after %s along %d".formatted(part, first, axis));
            size += part.shape().size(axis);
        }
        Map<String, Object> attributes = Map.of("axis", (long) axis);
        return apply(
                "Concat", attributes, first.type(), first.shape().resized(axis, size), parts.toArray(Tensor[]::new));
    }

    /** Zeros before and after a tensor along an axis. */
    Tensor pad(Tensor value, int axis, long before, long after) {
        int rank = value.shape().rank();
        long[] pads = new long[2 * rank];
        pads[axis] = before;
        pads[rank + axis] = after;
        Shape shape = value.shape().resized(axis, before + value.shape().size(axis) + after);
        return apply("Pad", value.type(), shape, value, constant(pads, pads.length));
    }

    /** A single number, to broadcast. */
    public Tensor number(ElementType type, double value) {
        return filled(type, value, Shape.of());
    }

    /** A constant that is one number everywhere. */
    Tensor filled(ElementType type, double value, Shape shape) {
        double[] values = new double[Math.toIntExact(shape.elements())];
        Arrays.fill(values, value);
        return constant(type, values, shape.toArray());
    }

    /** A constant of the given floating-point type. */
    public Tensor constant(ElementType type, double[] values, long... shape) {
        if (type == ElementType.DOUBLE) {
            return constant(values, shape);
        }
        require(type == ElementType.FLOAT, "Not a floating-point type: " + type);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return constant(floats, shape);
    }

    /** The model's bytes: ONNX IR version and operator set as in {@link OnnxModelWriter}. */
    public byte[] toModel(Map<String, String> metadata) {
        return OnnxModelWriter.model(OnnxModelWriter.graph(name, inputs, nodes, constants, outputs), metadata);
    }

    /** The graph as part of a model: its inputs in this order, and these results under names that are new to it. */
    GraphProto toGraph(List<Tensor> ordered, Map<String, Tensor> results) {
        List<Node> all = new ArrayList<>(nodes);
        List<Tensor> named = new ArrayList<>();
        results.forEach((resultName, value) -> {
            Tensor result = new Tensor(resultName, value.type(), value.shape());
            all.add(new Node("Identity", List.of(value), result, Map.of()));
            named.add(result);
        });
        return OnnxModelWriter.graph(name, ordered, all, constants, named);
    }

    /** The nodes so far, in topological order. */
    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** The elements of an INT64 constant. */
    long[] longs(Tensor constant) {
        return Constants.longs(Objects.requireNonNull(constants.get(constant), constant.name()));
    }

    /** Equal ones are one: the time to load a model grows with the square of its constants. */
    private Tensor constant(TensorProto value, ElementType type, Shape shape) {
        Tensor known = sameConstants.get(value);
        if (known != null) {
            return known;
        }
        Tensor tensor = new Tensor(unique(INTERNAL + "constant_" + constants.size()), type, shape);
        constants.put(tensor, value.toBuilder().setName(tensor.name()).build());
        sameConstants.put(value, tensor);
        return tensor;
    }

    private Tensor elementwise(String operator, Tensor left, Tensor right) {
        sameNumbers(operator, left, right);
        return apply(operator, left.type(), left.shape().broadcast(right.shape()), left, right);
    }

    private Tensor compare(String operator, Tensor left, Tensor right) {
        sameNumbers(operator, left, right);
        return apply(operator, ElementType.BOOL, left.shape().broadcast(right.shape()), left, right);
    }

    private Tensor unary(String operator, Tensor value) {
        requireFraction(operator, value);
        return apply(operator, value.type(), value.shape(), value);
    }

    private Tensor reduce(String operator, Tensor value, int[] axes) {
        requireFraction(operator, value);
        Shape shape = value.shape();
        for (int axis : axes) {
            shape = shape.resized(axis, 1);
        }
        Tensor over = constant(Arrays.stream(axes).asLongStream().toArray(), axes.length);
        return apply(operator, value.type(), shape, value, over);
    }

    private Tensor apply(String operator, ElementType type, Shape shape, Tensor... operands) {
        return apply(operator, Map.of(), type, shape, operands);
    }

    private Tensor apply(
            String operator, Map<String, Object> attributes, ElementType type, Shape shape, Tensor... operands) {
        Tensor result = fresh(operator, type, shape);
        nodes.add(new Node(operator, List.of(operands), result, attributes));
        return result;
    }

    private Tensor fresh(String operator, ElementType type, Shape shape) {
        return new Tensor(unique(INTERNAL + operator + "_" + nodes.size()), type, shape);
    }

    private String unique(String wanted) {
        require(
                !wanted.isEmpty() && names.add(wanted),
                "Graph '%s' has two tensors called '%s'".formatted(name, wanted));
        return wanted;
    }

    private static void sameNumbers(String operator, Tensor left, Tensor right) {
        require(
                left.type() == right.type() && left.type().isNumber(),
                "%s of %s and %s".formatted(operator, left, right));
    }

    private static void requireFraction(String operator, Tensor value) {
        require(value.type() == ElementType.FLOAT || value.type() == ElementType.DOUBLE, operator + " of " + value);
    }

    private static void requireIndices(Tensor indices) {
        require(indices.type() == ElementType.INT32 || indices.type() == ElementType.INT64, "Not indices: " + indices);
    }

    private static void require(boolean condition, String mistake) {
        if (!condition) {
            throw new IllegalArgumentException(mistake);
        }
    }
}
