package io.inferloop.tabular.core.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loaded graph with one float32 matrix as its input. Safe for concurrent runs; closing while one is running is not.
 * Deterministic for equal (graph, device, threads).
 */
public final class OnnxSession implements AutoCloseable {

    private static final AtomicInteger OPEN_TENSORS = new AtomicInteger();

    private final OrtSession session;
    private final String input;

    private OnnxSession(OrtSession session) {
        this.session = session;
        this.input = session.getInputNames().iterator().next();
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

    public Set<String> outputs() {
        return session.getOutputNames();
    }

    /**
     * Runs the graph on {@code rows} rows.
     *
     * @param noise row-major [rows, width]; may be longer than needed
     * @param wanted names of the outputs to compute
     * @return each output's elements in a new array: {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code String[]}
     */
    public Map<String, Object> run(float[] noise, int rows, int width, Set<String> wanted) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(Math.multiplyExact(rows * width, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        buffer.put(noise, 0, rows * width).rewind();
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, new long[] {rows, width})) {
            OPEN_TENSORS.incrementAndGet();
            try (OrtSession.Result result = session.run(Map.of(input, tensor), wanted)) {
                OPEN_TENSORS.addAndGet(result.size());
                try {
                    return arrays(result);
                } finally {
                    OPEN_TENSORS.addAndGet(-result.size());
                }
            } finally {
                OPEN_TENSORS.decrementAndGet();
            }
        } catch (OrtException e) {
            throw new OnnxException("Running the model failed", e);
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

    private static Map<String, Object> arrays(OrtSession.Result result) throws OrtException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
            arrays.put(entry.getKey(), entry.getValue().getValue());
        }
        return arrays;
    }
}
