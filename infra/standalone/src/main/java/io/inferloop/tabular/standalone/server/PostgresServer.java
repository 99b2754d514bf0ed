package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Command;
import io.inferloop.tabular.standalone.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL with its defaults for durability ({@code fsync} and {@code synchronous_commit} on), passwords by SCRAM, and no Unix sockets.
 *
 * @param address what it shall be reached by; the user becomes the superuser when the data folder is made
 */
public record PostgresServer(PostgresAddress address, Path dataFolder, Path logFile) implements Program {

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Integer> ports() {
        return List.of(address.port());
    }

    @Override
    public Command prepare() throws IOException, InterruptedException {
        Path binaries = PostgresBinaries.unpacked().resolve("bin");
        Unprivileged unprivileged = Unprivileged.detect();
        if (!Files.exists(dataFolder.resolve("PG_VERSION"))) {
            initialize(binaries, unprivileged);
        }
        unprivileged.own(dataFolder);
        List<String> arguments = new ArrayList<>(unprivileged.prefix());
        arguments.addAll(List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                dataFolder.toString(),
                "-p",
                Integer.toString(address.port())));
        settings().forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return Command.of(dataFolder, arguments);
    }

    private List<String> settings() {
        return List.of(
                "listen_addresses=" + address.host(),
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "shared_buffers=128MB",
                "max_connections=200",
                "max_wal_size=2GB",
                // Without it the server's time zone is the machine's, and its log is hard to lay beside the services'.
                "timezone=UTC",
                "log_timezone=UTC");
    }

    /** Builds the cluster beside its place and moves it there, so that an interrupted one is never taken for a whole one. */
    private void initialize(Path binaries, Unprivileged unprivileged) throws IOException, InterruptedException {
        Path draft = dataFolder.resolveSibling(dataFolder.getFileName() + ".new");
        Folders.delete(draft);
        Folders.delete(dataFolder);
        Folders.createPrivate(draft);
        Path password = Files.writeString(draft.resolveSibling(draft.getFileName() + ".password"), address.password());
        Folders.makePrivate(password);
        unprivileged.own(draft);
        unprivileged.own(password);
        List<String> arguments = new ArrayList<>(unprivileged.prefix());
        arguments.addAll(List.of(
                binaries.resolve("initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + address.user(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        try {
            Shell.run(draft, arguments);
        } finally {
            Files.delete(password);
        }
        Files.move(draft, dataFolder);
    }

    @Override
    public boolean isReady() {
        return address.answers();
    }

    /** SIGINT: its SIGTERM waits for every client to leave. */
    @Override
    public void requestStop(ProcessHandle process) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    }
}
