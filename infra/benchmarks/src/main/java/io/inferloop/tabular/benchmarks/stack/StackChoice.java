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

    int portBase() {
        return portBase;
    }

    @Nullable
    Path dataDir() {
        return dataDir;
    }
}
