package io.inferloop.tabular.core.onnx.graph;

import io.inferloop.tabular.core.onnx.proto.OnnxMl.TensorProto;

/** Element types that graphs here use, by ONNX's own numbers. */
public enum ElementType {
    FLOAT(TensorProto.DataType.FLOAT_VALUE),
    DOUBLE(TensorProto.DataType.DOUBLE_VALUE),
    INT32(TensorProto.DataType.INT32_VALUE),
    INT64(TensorProto.DataType.INT64_VALUE),
    BOOL(TensorProto.DataType.BOOL_VALUE),
    STRING(TensorProto.DataType.STRING_VALUE);

    private final int code;

    ElementType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean isNumber() {
        return this != BOOL && this != STRING;
    }
}
