package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Command;
import io.inferloop.tabular.standalone.process.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Redis with an append-only file, so that counters survive a restart. */
public record RedisServer(RedisAddress address, Path dataFolder, Path logFile) implements Program {

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Integer> ports() {
        return List.of(address.port());
    }

    @Override
    public Command prepare() throws IOException {
        Folders.createPrivate(dataFolder);
        Path configuration = Folders.writePrivate(dataFolder.resolve("redis.conf"), """
                bind %s
                port %d
                requirepass %s
                dir "%s"
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory 256mb
                maxmemory-policy noeviction
                """.formatted(
                        address.host(), address.port(), address.password(), dataFolder));
        return Command.of(dataFolder, List.of(executable().toString(), configuration.toString()));
    }

    private static Path executable() throws IOException {
        String resource = resource();
        Path executable = Artifacts.unpackFolder().resolve(resource);
        if (Files.exists(executable)) {
            return executable;
        }
        try (InputStream content = RedisServer.class.getResourceAsStream("/" + resource)) {
            if (content == null) {
                throw new IOException(
                        "Redis is not packaged for this machine: " + resource + " is not on the class path");
            }
            Path draft = Files.createTempFile(executable.getParent(), resource, ".new");
            Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
            if (!draft.toFile().setExecutable(true)) {
                throw new IOException(draft + " cannot be made executable");
            }
            return Files.move(draft, executable, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String resource() {
        return switch (Machine.system()) {
            case "linux" -> Machine.isArm() ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
            default -> Machine.isArm() ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64";
        };
    }

    @Override
    public boolean isReady() {
        try {
            return address.send("PING").equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }
}
