package io.inferloop.tabular.standalone.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/**
 * How a program that refuses to run as root is run by root: in a user namespace of its own, where it is nobody,
 * or, on hosts that forbid those, as the user {@code nobody}, who then owns its files.
 *
 * @param prefix stands before the program's command
 */
record Unprivileged(List<String> prefix, boolean changesOwner) {

    private static final String NOBODY = "nobody";

    static Unprivileged detect() throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return new Unprivileged(List.of(), false);
        }
        if (Shell.succeeds(List.of("unshare", "-U", "true"))) {
            return new Unprivileged(List.of("unshare", "-U"), false);
        }
        if (Shell.succeeds(List.of("setpriv", "--reuid=" + NOBODY, "--regid=65534", "--clear-groups", "true"))) {
            return new Unprivileged(List.of("setpriv", "--reuid=" + NOBODY, "--regid=65534", "--clear-groups"), true);
        }
        throw new IOException("PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' works here;"
                + " run as another user");
    }

    /** Gives a file or a whole folder to the user that the program runs as. */
    void own(Path path) throws IOException {
        if (!changesOwner) {
            return;
        }
        UserPrincipal nobody =
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.setOwner(folder, nobody);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setOwner(file, nobody);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
