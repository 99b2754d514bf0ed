package io.inferloop.tabular.core.onnx.graph;

import com.google.protobuf.ByteString;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.StringStringEntryProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Arrays as ONNX tensors, little-endian as the format asks for. */
final class Constants {

    private Constants() {}

    static TensorProto of(float[] values, long... shape) {
        ByteBuffer bytes = bytes(values.length, Float.BYTES, shape);
        bytes.asFloatBuffer().put(values);
        return tensor(ElementType.FLOAT, bytes, shape);
    }

    static TensorProto of(double[] values, long... shape) {
        ByteBuffer bytes = bytes(values.length, Double.BYTES, shape);
        bytes.asDoubleBuffer().put(values);
        return tensor(ElementType.DOUBLE, bytes, shape);
    }

    static TensorProto of(int[] values, long... shape) {
        ByteBuffer bytes = bytes(values.length, Integer.BYTES, shape);
        bytes.asIntBuffer().put(values);
        return tensor(ElementType.INT32, bytes, shape);
    }

    static TensorProto of(long[] values, long... shape) {
        ByteBuffer bytes = bytes(values.length, Long.BYTES, shape);
        bytes.asLongBuffer().put(values);
        return tensor(ElementType.INT64, bytes, shape);
    }

    static TensorProto of(List<String> values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDataType(ElementType.STRING.code()).addDims(values.size());
        values.forEach(value -> tensor.addStringData(ByteString.copyFromUtf8(value)));
        return tensor.build();
    }

    /** A tensor whose elements the runtime is given beside the model. */
    static TensorProto external(Tensor tensor) {
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(tensor.name())
                .setDataType(tensor.type().code())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("given-to-the-session"));
        tensor.shape().sizes().forEach(proto::addDims);
        return proto.build();
    }

    static long[] longs(TensorProto tensor) {
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer bytes(int count, int width, long[] shape) {
        long expected = 1;
        for (long size : shape) {
            expected *= size;
        }
        if (expected != count) {
            throw new IllegalArgumentException("%d values do not fill shape %s".formatted(count, Shape.of(shape)));
        }
        return ByteBuffer.allocate(Math.multiplyExact(count, width)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto tensor(ElementType type, ByteBuffer bytes, long[] shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDataType(type.code()).setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor.build();
    }
}
