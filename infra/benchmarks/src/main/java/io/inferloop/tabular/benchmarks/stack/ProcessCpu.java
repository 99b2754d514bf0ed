package io.inferloop.tabular.benchmarks.stack;

import io.inferloop.tabular.benchmarks.measurement.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** CPU time of a process and its children, with that of the compiler's threads where {@code /proc} tells it. */
final class ProcessCpu {

    /** Of {@code /proc}, on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    /** In {@code /proc/PID/task/TID/stat} after the name in parentheses, which may hold blanks; proc_pid_stat(5). */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    private ProcessCpu() {}

    static CpuTimes.Spent of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> new CpuTimes.Spent(seconds(each), compilingSeconds(each.pid())))
                .reduce(
                        CpuTimes.Spent.NONE,
                        (one, other) -> new CpuTimes.Spent(
                                one.seconds() + other.seconds(), one.compilingSeconds() + other.compilingSeconds()));
    }

    /** This process; its children, the stack's programs among them, count for themselves. */
    static CpuTimes.Spent own() {
        return new CpuTimes.Spent(
                Machine.cpuSeconds(), compilingSeconds(ProcessHandle.current().pid()));
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static double compilingSeconds(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return 0;
        }
        double seconds = 0;
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                String stat = Files.readString(thread.resolve("stat"));
                int nameEnd = stat.lastIndexOf(')');
                if (stat.substring(0, nameEnd).contains(" CompilerThre")) {
                    String[] fields = stat.substring(nameEnd + 2).split(" ");
                    seconds += (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
                            / TICKS_PER_SECOND;
                }
            }
        } catch (IOException gone) {
            // The thread or the process ended while it was looked at; what is left counts.
            return seconds;
        }
        return seconds;
    }
}
