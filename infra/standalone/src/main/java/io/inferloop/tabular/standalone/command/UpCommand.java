package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.console.ProgressLine;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "up", description = "Start the stack and leave it running.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    private final Terminal terminal;

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        Stack stack = options.create();
        bringUp(stack, terminal);
        terminal.out().println(NextSteps.after(stack, options.hint()));
        return 0;
    }

    /** Starts whatever does not run, and says so either way. */
    static void bringUp(Stack stack, Terminal terminal) throws IOException, StackException, InterruptedException {
        if (stack.isReady()) {
            terminal.out().println("The stack is already running at " + stack.url());
            return;
        }
        terminal.out().println("Starting the stack in " + stack.folder().root());
        long begin = System.nanoTime();
        stack.up(new StartReport(terminal));
        terminal.out()
                .printf(
                        "The stack is ready after %s%n",
                        ProgressLine.human(Duration.ofNanos(System.nanoTime() - begin)));
    }
}
