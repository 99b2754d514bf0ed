package io.inferloop.tabular.standalone.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a child out of the terminal's reach, so that Ctrl-C there ends the launcher and not the stack. */
final class Detachment {

    private Detachment() {}

    /** Neither command forks here, so the child keeps the pid that it was started with. */
    static List<String> prefix() {
        return Stream.of("setsid", "nohup")
                .filter(Detachment::isInstalled)
                .limit(1)
                .toList();
    }

    static File nothing() {
        return new File("/dev/null");
    }

    private static boolean isInstalled(String executable) {
        return Stream.of("/usr/bin", "/bin").anyMatch(folder -> Files.isExecutable(Path.of(folder, executable)));
    }
}
