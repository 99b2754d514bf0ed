package io.inferloop.tabular.benchmarks;

import io.inferloop.tabular.benchmarks.billing.BillingCommand;
import io.inferloop.tabular.benchmarks.copula.CopulaCommand;
import io.inferloop.tabular.benchmarks.lifecycle.LifecycleCommand;
import io.inferloop.tabular.benchmarks.quality.QualityCommand;
import io.inferloop.tabular.benchmarks.ready.ReadyCommand;
import io.inferloop.tabular.benchmarks.start.StartCommand;
import io.inferloop.tabular.benchmarks.submit.SubmitCommand;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line of {@code infra/benchmarks/run}. Exit status 0: measured and right; 1: a check failed; 2: misused. */
@Command(
        name = "infra/benchmarks/run",
        description = "Programs that measure, and check what they measured.",
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            CopulaCommand.class,
            QualityCommand.class,
            SubmitCommand.class,
            LifecycleCommand.class,
            StartCommand.class,
            BillingCommand.class,
            ReadyCommand.class,
            HelpCommand.class
        })
public final class Benchmarks {

    /** Held here, because a logger that nobody holds forgets its level. Its information is of no use beside a measurement. */
    private static final Logger REGISTRY_CLIENT = Logger.getLogger("io.apicurio");

    private Benchmarks() {}

    public static void main(String[] arguments) {
        REGISTRY_CLIENT.setLevel(Level.SEVERE);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, arguments));
    }

    /** Returns the exit status. */
    static int run(PrintWriter out, String... arguments) {
        CommandLine line = new CommandLine(new Benchmarks())
                .setOut(out)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
        if (arguments.length == 0) {
            line.usage(out);
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    /** A file that cannot be read is told in words; anything else is a bug and shows where it happened. */
    private static int report(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof IOException
                || failure instanceof UnreadableTableException
                || failure instanceof StackException) {
            command.getErr().println("benchmarks: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
