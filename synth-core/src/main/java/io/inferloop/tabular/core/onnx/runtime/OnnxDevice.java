package io.inferloop.tabular.core.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where graphs run. */
public enum OnnxDevice {
    CPU,
    CUDA;

    /** The wire name: {@code cpu}, {@code cuda}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * CUDA if ONNX Runtime's GPU natives and a working driver are present, else CPU, which is a normal case. Looked up
     * once in the life of the process and said once in the log.
     */
    public static OnnxDevice best() {
        return Detected.BEST;
    }

    private static final class Detected {

        private static final Logger LOG = LoggerFactory.getLogger(OnnxDevice.class);

        static final OnnxDevice BEST = detect();

        private static OnnxDevice detect() {
            if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
                LOG.info(
                        "ONNX Runtime {} runs on the CPU: its natives come without CUDA",
                        OrtEnvironment.getEnvironment().getVersion());
                return CPU;
            }
            // The natives alone prove nothing: only asking for the device tells whether a driver answers.
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.addCUDA(0);
                LOG.info(
                        "ONNX Runtime {} runs on CUDA device 0",
                        OrtEnvironment.getEnvironment().getVersion());
                return CUDA;
            } catch (OrtException e) {
                LOG.info(
                        "ONNX Runtime {} runs on the CPU: CUDA did not start ({})",
                        OrtEnvironment.getEnvironment().getVersion(),
                        e.getMessage());
                return CPU;
            }
        }
    }
}
