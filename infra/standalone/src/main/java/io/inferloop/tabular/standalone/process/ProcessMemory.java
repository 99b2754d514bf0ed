package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory a process and its children hold. */
public final class ProcessMemory {

    private static final long KIBIBYTE = 1024;

    private ProcessMemory() {}

    /** Bytes, each shared page divided among its sharers where the system says so (Linux), else counted for each; 0 if it is not told. */
    public static long bytes(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(member -> bytes(member.pid()))
                .sum();
    }

    private static long bytes(long pid) {
        Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try {
            return Files.exists(rollup) ? proportional(rollup) : resident(pid);
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }

    private static long proportional(Path rollup) throws IOException {
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static long resident(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        return answer.isEmpty() ? 0 : Long.parseLong(answer) * KIBIBYTE;
    }
}
