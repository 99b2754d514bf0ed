package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log without reading the whole of it. */
public final class LogFile {

    private static final int MOST_BYTES = 64 * 1024;

    private LogFile() {}

    /** The last {@code lines} lines, each indented; says so when there is nothing to read. */
    public static String tail(Path file, int lines) {
        if (!Files.exists(file)) {
            return "    (there is no log)";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(MOST_BYTES, log.length())];
            log.seek(log.length() - end.length);
            log.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            String tail = String.join("\n    ", all.subList(Math.max(0, all.size() - lines), all.size()));
            return tail.isBlank() ? "    (the log is empty)" : "    " + tail;
        } catch (IOException e) {
            return "    (the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
