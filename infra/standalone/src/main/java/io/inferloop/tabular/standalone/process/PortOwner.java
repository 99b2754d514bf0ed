package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out who listens on a port, from {@code /proc} where there is one and from {@code lsof} elsewhere. */
final class PortOwner {

    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** {@code process 4711 (java -jar other.jar)}, or that it cannot be told. */
    static String describe(int port) {
        try {
            Optional<Long> pid = Files.exists(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
            return pid.map(PortOwner::describeProcess).orElse("a process that this user cannot see");
        } catch (IOException | NumberFormatException e) {
            return "a process that cannot be found out (" + e.getMessage() + ")";
        }
    }

    private static String describeProcess(long pid) {
        String command = ProcessHandle.of(pid)
                .map(ProcessHandle::info)
                .flatMap(info -> info.commandLine().or(info::command))
                .orElse("unknown command");
        String shown = command.length() > 160 ? command.substring(0, 160) + "..." : command;
        return "process %d (%s)".formatted(pid, shown);
    }

    private static Optional<Long> fromProc(int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (!Files.exists(Path.of(table))) {
                continue;
            }
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.trim().split("\\s+", -1);
                if (fields.length > INODE
                        && fields[LOCAL_ADDRESS].toUpperCase(Locale.ROOT).endsWith(suffix)
                        && fields[STATE].equals(LISTENING)) {
                    Optional<Long> pid = holderOf("socket:[" + fields[INODE] + "]");
                    if (pid.isPresent()) {
                        return pid;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> holderOf(String socket) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(pid, socket))
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException endedOrForeign) {
            return false;
        }
    }

    private static Optional<Long> fromLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(lsof.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .map(Long::valueOf);
    }
}
