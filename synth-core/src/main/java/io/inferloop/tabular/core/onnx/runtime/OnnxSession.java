package io.inferloop.tabular.core.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loaded graph. Safe for concurrent runs; closing while one is running is not.
 * Deterministic for equal (graph, device, threads).
 */
public final class OnnxSession implements AutoCloseable {

    private static final AtomicInteger OPEN_TENSORS = new AtomicInteger();

    private final OrtSession session;

    private OnnxSession(OrtSession session) {
        this.session = session;
    }

    /**
     * Loads a model onto a device; the caller closes the session.
     *
     * @param threads CPU threads inside an operator; the calling thread is one of them
     * @throws OnnxException if the bytes are no model or the device does not start
     */
    public static OnnxSession open(byte[] model, OnnxDevice device, int threads) {
        try (OrtSession.SessionOptions options = options(device, threads)) {
            return new OnnxSession(OrtEnvironment.getEnvironment().createSession(model, options));
        } catch (OrtException e) {
            throw new OnnxException("Cannot open the model on " + device.label(), e);
        }
    }

    /** How every graph is run; the caller closes the options. */
    static OrtSession.SessionOptions options(OnnxDevice device, int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // Spinning threads would eat the CPU of the jobs beside this one.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setDeterministicCompute(true);
        if (device == OnnxDevice.CUDA) {
            options.addCUDA(0);
        }
        return options;
    }

    /** Version of the native library. */
    public static String runtimeVersion() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    /** Native tensors that were made or received here and not closed yet; 0 whenever no run is in progress. */
    static int openTensors() {
        return OPEN_TENSORS.get();
    }

    public Set<String> inputs() {
        return session.getInputNames();
    }

    public Set<String> outputs() {
        return session.getOutputNames();
    }

    /** Runs a graph whose only input is a float32 matrix. */
    public Map<String, Object> run(float[] values, int rows, int width, Set<String> wanted) {
        String input = session.getInputNames().iterator().next();
        return run(List.of(new GraphInput.Floats(input, values, rows, width)), wanted);
    }

    /**
     * Runs the graph.
     *
     * @param inputs one for each of the graph's
     * @param wanted names of the outputs to compute
     * @return each output's elements in a new array: {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]}, {@code boolean[]} or
     *     {@code String[]}
     */
    public Map<String, Object> run(List<GraphInput> inputs, Set<String> wanted) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (GraphInput input : inputs) {
                tensors.put(input.name(), tensor(input));
                OPEN_TENSORS.incrementAndGet();
            }
            try (OrtSession.Result result = session.run(tensors, wanted)) {
                OPEN_TENSORS.addAndGet(result.size());
                try {
                    return arrays(result);
                } finally {
                    OPEN_TENSORS.addAndGet(-result.size());
                }
            }
        } catch (OrtException e) {
            throw new OnnxException("Running the model failed", e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
            OPEN_TENSORS.addAndGet(-tensors.size());
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new OnnxException("Closing the model failed", e);
        }
    }

    private static OnnxTensor tensor(GraphInput input) throws OrtException {
        OnnxJavaType type = switch (input) {
            case GraphInput.Floats floats -> OnnxJavaType.FLOAT;
            case GraphInput.Doubles doubles -> OnnxJavaType.DOUBLE;
            case GraphInput.Flags flags -> OnnxJavaType.BOOL;
        };
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(input.size(), type.size))
                .order(ByteOrder.nativeOrder());
        switch (input) {
            case GraphInput.Floats floats -> bytes.asFloatBuffer().put(floats.values(), 0, input.size());
            case GraphInput.Doubles doubles -> bytes.asDoubleBuffer().put(doubles.values(), 0, input.size());
            case GraphInput.Flags flags -> {
                for (int i = 0; i < input.size(); i++) {
                    bytes.put(i, (byte) (flags.values()[i] ? 1 : 0));
                }
            }
        }
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), bytes, new long[] {input.rows(), input.width()}, type);
    }

    private static Map<String, Object> arrays(OrtSession.Result result) throws OrtException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
            arrays.put(entry.getKey(), entry.getValue().getValue());
        }
        return arrays;
    }
}
