package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "restart", description = "Stop one program and start it again.", mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Parameters(paramLabel = "PROGRAM", description = "As ./tabular status names it")
    private String program = "";

    private final Terminal terminal;

    RestartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        options.existing().restart(program, new StartReport(terminal));
        return 0;
    }
}
