package io.inferloop.tabular.synthworker.device;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The natives that ONNX Runtime loads in this process: those of {@code onnxruntime_gpu} where an NVIDIA driver and a folder
 * with them are found, else those in the jar. Decided when it is created, which is before anything loads them.
 */
@Component
public class NativeLibraries {

    static final String NATIVE_PATH = "onnxruntime.native.path";

    private static final Logger log = LoggerFactory.getLogger(NativeLibraries.class);

    private final OnnxDevice device;

    public NativeLibraries(DeviceProperties properties) {
        Path natives = properties.gpuNatives();
        if (!Files.exists(properties.nvidiaDriver())) {
            log.debug("No NVIDIA driver at {}", properties.nvidiaDriver());
        } else if (natives != null && Files.isRegularFile(natives.resolve(System.mapLibraryName("onnxruntime")))) {
            System.setProperty(NATIVE_PATH, natives.toAbsolutePath().toString());
            log.info("NVIDIA driver found; ONNX Runtime loads its GPU natives from {}", natives);
        } else {
            log.info(
                    "NVIDIA driver found, but no GPU natives of ONNX Runtime: tabular.device.gpu-natives is {}",
                    natives);
        }
        device = OnnxDevice.best();
    }

    /** Where graphs run in this process. */
    public OnnxDevice device() {
        return device;
    }
}
