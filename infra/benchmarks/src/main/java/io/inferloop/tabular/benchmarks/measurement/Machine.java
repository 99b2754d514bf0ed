package io.inferloop.tabular.benchmarks.measurement;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the program runs on.
 *
 * @param cores processors that the JVM may use
 * @param memoryGib of the machine, or of the container around it
 * @param processor its model where the operating system tells, else its architecture
 * @param jvm version, heap and collector flags
 */
public record Machine(int cores, double memoryGib, String processor, String system, String jvm) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public static Machine here() throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                SYSTEM.getTotalMemorySize() / 0x1p30,
                processorModel(),
                "%s %s (%s)".formatted(SYSTEM.getName(), SYSTEM.getVersion(), SYSTEM.getArch()),
                "%s %s, %s"
                        .formatted(
                                System.getProperty("java.vm.name"),
                                Runtime.version(),
                                String.join(
                                        " ",
                                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                                .filter(flag -> flag.startsWith("-X"))
                                                .toList())));
    }

    /** Runnable threads of the whole machine in the last minute; negative where the system does not say. */
    public static double loadAverage() {
        return SYSTEM.getSystemLoadAverage();
    }

    /** CPU time of this process so far, all threads together. */
    public static double cpuSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** One line for people. */
    public String describe() {
        return String.format(Locale.ROOT, "%d cores of %s, %.1f GiB, %s, %s", cores, processor, memoryGib, system, jvm);
    }

    private static String processorModel() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return SYSTEM.getArch();
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(SYSTEM.getArch());
        }
    }
}
