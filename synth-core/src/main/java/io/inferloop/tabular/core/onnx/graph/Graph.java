package io.inferloop.tabular.core.onnx.graph;

import io.inferloop.tabular.core.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph under construction. Every operator checks element types and shapes when it is applied, so that a mistake
 * points at the line that made it. Grows in topological order. Not thread-safe.
 */
public final class Graph {

    /** Outputs are called as the table's columns are, so names made here stay out of their way. */
    private static final String INTERNAL = "::";

    private final String name;
    private final Set<String> names = new HashSet<>();
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Tensor, TensorProto> constants = new LinkedHashMap<>();
    private final List<Tensor> outputs = new ArrayList<>();

    public Graph(String name) {
        this.name = name;
    }

    public Tensor input(String inputName, ElementType type, Shape shape) {
        Tensor tensor = new Tensor(unique(inputName), type, shape);
        inputs.add(tensor);
        return tensor;
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
        require(value.type() == ElementType.FLOAT || value.type() == ElementType.DOUBLE, "Round of " + value);
        return apply("Round", value.type(), value.shape(), value);
    }

    /** The error function; 1/2 + 1/2 erf(z / sqrt 2) is the normal's cumulative probability. */
    public Tensor erf(Tensor value) {
        require(value.type() == ElementType.FLOAT || value.type() == ElementType.DOUBLE, "Erf of " + value);
        return apply("Erf", value.type(), value.shape(), value);
    }

    public Tensor less(Tensor left, Tensor right) {
        return compare("Less", left, right);
    }

    public Tensor greaterOrEqual(Tensor left, Tensor right) {
        return compare("GreaterOrEqual", left, right);
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
        Tensor result = fresh("Cast", type, value.shape());
        nodes.add(new Node("Cast", List.of(value), result, Map.of("to", (long) type.code())));
        return result;
    }

    /** Elements of a vector at the given places; the result has the shape of {@code indices}. */
    public Tensor lookup(Tensor vector, Tensor indices) {
        requireIndices(indices);
        require(vector.shape().rank() == 1, "lookup in " + vector);
        Tensor result = fresh("Gather", vector.type(), indices.shape());
        nodes.add(new Node("Gather", List.of(vector, indices), result, Map.of("axis", 0L)));
        return result;
    }

    /** Of each row of a matrix the elements at that row's own places; the result has the shape of {@code places}. */
    public Tensor pick(Tensor matrix, Tensor places) {
        requireIndices(places);
        require(
                matrix.shape().rank() == 2
                        && places.shape().rank() == 2
                        && matrix.shape().size(0) == places.shape().size(0),
                "pick of %s by %s".formatted(matrix, places));
        Tensor result = fresh("GatherElements", matrix.type(), places.shape());
        nodes.add(new Node("GatherElements", List.of(matrix, places), result, Map.of("axis", 1L)));
        return result;
    }

    /** Matrices of equally many rows side by side, as one. */
    public Tensor beside(List<Tensor> matrices) {
        Tensor first = matrices.getFirst();
        long width = 0;
        for (Tensor matrix : matrices) {
            require(
                    matrix.type() == first.type()
                            && matrix.shape().rank() == 2
                            && matrix.shape().size(0) == first.shape().size(0),
                    "%s beside %s".formatted(matrix, first));
            width += matrix.shape().size(1);
        }
        Tensor result = fresh("Concat", first.type(), Shape.of(first.shape().size(0), width));
        nodes.add(new Node("Concat", List.copyOf(matrices), result, Map.of("axis", 1L)));
        return result;
    }

    /** Columns {@code from .. from + count - 1} of a matrix, as a matrix. */
    public Tensor columns(Tensor matrix, int from, int count) {
        require(
                matrix.shape().rank() == 2
                        && from >= 0
                        && count > 0
                        && from + count <= matrix.shape().size(1),
                "columns %d + %d of %s".formatted(from, count, matrix));
        Tensor starts = constant(new long[] {from}, 1);
        Tensor ends = constant(new long[] {from + count}, 1);
        Tensor axes = constant(new long[] {1}, 1);
        return apply("Slice", matrix.type(), Shape.of(matrix.shape().size(0), count), matrix, starts, ends, axes);
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

    /** The model's bytes: ONNX IR version and operator set as in {@link OnnxModelWriter}. */
    public byte[] toModel(Map<String, String> metadata) {
        return OnnxModelWriter.write(name, inputs, nodes, constants, outputs, metadata);
    }

    private Tensor constant(TensorProto value, ElementType type, Shape shape) {
        Tensor tensor = new Tensor(unique(INTERNAL + "constant_" + constants.size()), type, shape);
        constants.put(tensor, value.toBuilder().setName(tensor.name()).build());
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

    private Tensor apply(String operator, ElementType type, Shape shape, Tensor... operands) {
        Tensor result = fresh(operator, type, shape);
        nodes.add(new Node(operator, List.of(operands), result, Map.of()));
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

    private static void requireIndices(Tensor indices) {
        require(indices.type() == ElementType.INT32 || indices.type() == ElementType.INT64, "Not indices: " + indices);
    }

    private static void require(boolean condition, String mistake) {
        if (!condition) {
            throw new IllegalArgumentException(mistake);
        }
    }
}
