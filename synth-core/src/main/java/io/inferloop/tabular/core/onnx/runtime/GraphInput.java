package io.inferloop.tabular.core.onnx.runtime;

/** A matrix for one of a graph's inputs, row-major [rows, width]; the array may be longer than needed and stays the caller's. */
public sealed interface GraphInput {

    /** As the graph calls the input. */
    String name();

    int rows();

    int width();

    /** Elements of the matrix. */
    default int size() {
        return Math.multiplyExact(rows(), width());
    }

    record Floats(String name, float[] values, int rows, int width) implements GraphInput {}

    record Doubles(String name, double[] values, int rows, int width) implements GraphInput {}

    record Flags(String name, boolean[] values, int rows, int width) implements GraphInput {}
}
