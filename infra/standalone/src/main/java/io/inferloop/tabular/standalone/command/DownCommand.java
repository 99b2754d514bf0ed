package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Stop the stack; its data stays.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    private final Terminal terminal;

    DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException {
        Stack stack = options.existing();
        int stopped = stack.down(new StartReport(terminal));
        terminal.out()
                .println(
                        stopped == 0
                                ? "Nothing was running in " + stack.folder().root()
                                : "Stopped %d programs; the data stays in %s"
                                        .formatted(stopped, stack.folder().root()));
        return 0;
    }
}
