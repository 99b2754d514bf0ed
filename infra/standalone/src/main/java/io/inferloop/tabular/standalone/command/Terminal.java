package io.inferloop.tabular.standalone.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param interactive whether a person watches, so that lines may be drawn over
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {

    PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errorWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
