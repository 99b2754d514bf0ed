package io.inferloop.tabular.benchmarks.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a program measures. */
public final class StackChoice {

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "7500",
            description = "First of the 20 ports of the stack that is started; default: ${DEFAULT-VALUE}")
    private int portBase;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder of a stack to keep: started if it does not run, left running. Default: a new one, deleted at the end")
    private @Nullable Path dataDir;

    @Option(
            names = "--quick",
            description = "Sizes so small that it only shows whether everything works; the figures mean nothing")
    private boolean quick;

    /** The size that was asked for, or with {@code --quick} a small one. */
    public int size(int asked, int whenQuick) {
        return quick ? Math.min(asked, whenQuick) : asked;
    }

    int portBase() {
        return portBase;
    }

    @Nullable
    Path dataDir() {
        return dataDir;
    }
}
