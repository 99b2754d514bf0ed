package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.console.ProgressLine;
import io.inferloop.tabular.standalone.stack.StackListener;
import java.time.Duration;

/** Prints a line for each program that came up or is going down. */
final class StartReport implements StackListener {

    private final Terminal terminal;

    StartReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void starting(String program) {
        // Eleven lines that say "starting" at once tell nobody anything.
    }

    @Override
    public void ready(String program, Duration took) {
        terminal.out().printf("  %-18s ready in %s%n", program, ProgressLine.human(took));
    }

    @Override
    public void stopping(String program) {
        terminal.out().printf("  %-18s stopping%n", program);
    }
}
