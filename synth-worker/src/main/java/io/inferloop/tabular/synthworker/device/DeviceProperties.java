package io.inferloop.tabular.synthworker.device;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the worker finds an accelerator.
 *
 * @param gpuNatives folder with the unpacked natives of {@code onnxruntime_gpu}; none by default
 * @param nvidiaDriver file that an installed NVIDIA driver shows
 */
@ConfigurationProperties("tabular.device")
public record DeviceProperties(
        @Nullable Path gpuNatives,
        @DefaultValue("/proc/driver/nvidia/version") Path nvidiaDriver) {}
