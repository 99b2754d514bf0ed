package io.inferloop.tabular.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The one folder that holds a stack: what it stores, what it says, what it keeps secret, and what runs now. */
public record StackFolder(Path root) {

    public StackFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the folders, for their owner only. @throws IOException that says what to do, if they cannot be made or written */
    void create() throws IOException {
        try {
            for (Path folder : new Path[] {root, data(), logs(), run(), secrets(), configuration()}) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Files.delete(Files.createTempFile(run(), "writable", ".probe"));
        } catch (IOException e) {
            throw new IOException(
                    "The data folder %s cannot be written (%s). Choose another with --data-dir.".formatted(root, e), e);
        }
    }

    boolean exists() {
        return Files.isDirectory(root);
    }

    Path data() {
        return root.resolve("data");
    }

    Path data(String program) {
        return data().resolve(program);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String program) {
        return logs().resolve(program + ".log");
    }

    Path run() {
        return root.resolve("run");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path configuration() {
        return root.resolve("config");
    }

    Path settings() {
        return root.resolve("stack.json");
    }

    /** Where the demo and the commands leave files for the user. */
    public Path output() {
        return root.resolve("output");
    }
}
