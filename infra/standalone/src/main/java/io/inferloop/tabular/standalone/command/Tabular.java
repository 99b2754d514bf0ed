package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line of {@code ./tabular}. Exit status 0: done; 1: failed, with the reason on standard error; 2: misused. */
@Command(
        name = "tabular",
        description = "Synthetic tabular data on one machine: servers and services, started with one command.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RestartCommand.class,
            SubmitCommand.class,
            TrainCommand.class,
            SampleCommand.class,
            ImputeCommand.class,
            ModelsCommand.class,
            ProvisionCommand.class,
            HelpCommand.class
        })
public final class Tabular {

    private static final int FAILED = 1;

    private Tabular() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(new Terminal(out, err, Boolean.getBoolean("tabular.terminal")), arguments));
    }

    /** Returns the exit status. */
    static int run(Terminal terminal, String... arguments) {
        CommandLine line = new CommandLine(new Tabular(), new CommandFactory(terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, terminal))
                .setOut(terminal.writer())
                .setErr(terminal.errorWriter());
        if (arguments.length == 0) {
            line.usage(terminal.out());
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    /** Expected failures are told in words; anything else is a bug and shows where it happened. */
    private static int report(Exception failure, Terminal terminal) {
        if (failure instanceof StackException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException) {
            String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            terminal.err().println("tabular: " + message);
        } else if (failure instanceof InterruptedException) {
            terminal.err().println("tabular: interrupted");
        } else {
            terminal.err().println("tabular: a bug; please report it with what follows");
            failure.printStackTrace(terminal.err());
        }
        return FAILED;
    }
}
