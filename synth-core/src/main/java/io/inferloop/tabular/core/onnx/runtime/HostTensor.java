package io.inferloop.tabular.core.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Elements in memory that ONNX Runtime reads and writes without a copy. The memory belongs to this record; native
 * tensors are opened over it for a run and closed after it.
 */
record HostTensor(ElementType type, Shape shape, ByteBuffer bytes) {

    static HostTensor allocate(ElementType type, Shape shape) {
        int size = Math.toIntExact(Math.multiplyExact(shape.elements(), width(type)));
        return new HostTensor(type, shape, ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder()));
    }

    static HostTensor of(ElementType type, Shape shape, Object array) {
        HostTensor tensor = allocate(type, shape);
        tensor.fill(array);
        return tensor;
    }

    /** Copies an array of as many elements; {@code double[]} and {@code float[]} fill either floating-point type. */
    void fill(Object array) {
        long expected = shape.elements();
        long actual = switch (array) {
            case float[] values -> put(values);
            case double[] values -> put(values);
            case int[] values -> {
                bytes.asIntBuffer().put(values);
                yield values.length;
            }
            case boolean[] values -> put(values);
            default -> throw new IllegalArgumentException("Not an array of elements: " + array.getClass());
        };
        if (actual != expected) {
            throw new IllegalArgumentException("%d elements do not fill %s".formatted(actual, shape));
        }
    }

    /** The caller closes the tensor before this memory is let go. */
    OnnxTensor open() throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                bytes.duplicate().order(bytes.order()).rewind(),
                shape.toArray(),
                javaType());
    }

    /** The elements of a floating-point tensor. */
    double[] doubles() {
        double[] values = new double[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = type == ElementType.FLOAT ? bytes.getFloat(i * Float.BYTES) : bytes.getDouble(i * Double.BYTES);
        }
        return values;
    }

    private int put(float[] values) {
        if (type == ElementType.FLOAT) {
            bytes.asFloatBuffer().put(values);
            return values.length;
        }
        for (int i = 0; i < values.length; i++) {
            bytes.putDouble(i * Double.BYTES, values[i]);
        }
        return values.length;
    }

    private int put(double[] values) {
        if (type == ElementType.DOUBLE) {
            bytes.asDoubleBuffer().put(values);
            return values.length;
        }
        for (int i = 0; i < values.length; i++) {
            bytes.putFloat(i * Float.BYTES, (float) values[i]);
        }
        return values.length;
    }

    private int put(boolean[] values) {
        for (int i = 0; i < values.length; i++) {
            bytes.put(i, (byte) (values[i] ? 1 : 0));
        }
        return values.length;
    }

    private OnnxJavaType javaType() {
        return switch (type) {
            case FLOAT -> OnnxJavaType.FLOAT;
            case DOUBLE -> OnnxJavaType.DOUBLE;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
            case STRING -> OnnxJavaType.STRING;
        };
    }

    private static int width(ElementType type) {
        return switch (type) {
            case FLOAT, INT32 -> 4;
            case DOUBLE, INT64 -> 8;
            case BOOL -> 1;
            case STRING -> throw new IllegalArgumentException("Texts have no fixed width");
        };
    }
}
