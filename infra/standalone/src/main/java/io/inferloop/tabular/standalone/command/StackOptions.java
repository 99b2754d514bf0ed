package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import io.inferloop.tabular.standalone.stack.StackFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** The options that every command has, and the stack that they mean. */
final class StackOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder of the stack's whole state (default: ${DEFAULT-VALUE})",
            defaultValue = ".tabular")
    private Path dataDir = Path.of(".tabular");

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description =
                    "First of the stack's 20 ports; the gateway listens on it (default: 7400, later the last one used)")
    private @Nullable Integer portBase;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description =
                    "Plan of the demo organization: starter, professional, business or enterprise (default: professional, later the last one used)")
    private @Nullable String plan;

    /** The stack to start, made when it is new. */
    Stack create() throws IOException, StackException {
        return Stack.open(folder(), portBase, plan, repository(), JsonMapper.shared());
    }

    /** The stack that is there; with {@code --port-base} or {@code --plan}, which only a start can change, they are left aside. */
    Stack existing() throws IOException, StackException {
        return Stack.existing(folder(), repository(), JsonMapper.shared());
    }

    /** The stack that is there and takes requests. */
    Stack running() throws IOException, StackException, InterruptedException {
        Stack stack = existing();
        if (!stack.takesRequests()) {
            throw new StackException("The stack does not run. Start it: ./tabular up" + hint());
        }
        return stack;
    }

    private StackFolder folder() {
        return new StackFolder(dataDir);
    }

    /** What to add to a command line so that it means the same stack. */
    String hint() {
        return dataDir.equals(Path.of(".tabular")) ? "" : " --data-dir " + dataDir;
    }

    private static Path repository() {
        return Path.of(System.getProperty("tabular.repository", ".")).toAbsolutePath();
    }
}
