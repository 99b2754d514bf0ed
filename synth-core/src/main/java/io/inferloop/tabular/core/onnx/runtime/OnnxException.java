package io.inferloop.tabular.core.onnx.runtime;

/** ONNX Runtime refused or failed. */
public final class OnnxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OnnxException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
