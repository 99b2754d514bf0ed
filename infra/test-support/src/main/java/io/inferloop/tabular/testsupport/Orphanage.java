package io.inferloop.tabular.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Ends the servers when this virtual machine has ended, even by {@code kill -9}: a small shell that reads the servers' pids from a pipe,
 * and, when the pipe breaks, kills them and deletes their data.
 */
final class Orphanage {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            home="$1"
            pids=""
            while read -r pid; do pids="$pids $pid"; done
            for pid in $pids; do kill -9 "-$pid" 2>/dev/null || kill -9 "$pid" 2>/dev/null; done
            sleep 1
            rm -rf "$home/postgres" "$home/redis" "$home/s3" "$home/kafka" "$home/registry"
            """;

    private final OutputStream pipe;

    private Orphanage(OutputStream pipe) {
        this.pipe = pipe;
    }

    /** @param home whose data is deleted in the end; the logs stay */
    static Orphanage open(Path home) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "orphanage", home.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Orphanage(shell.getOutputStream());
    }

    synchronized void adopt(long pid) {
        try {
            pipe.write((pid + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Process " + pid + " would outlive its test", e);
        }
    }

    synchronized void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
