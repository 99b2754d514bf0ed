package io.inferloop.tabular.standalone.process;

import java.nio.file.Path;

/** A program that did not come up; the message names it, says why, and ends with the tail of its log. */
public final class ProgramFailedException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int TAIL_LINES = 20;

    ProgramFailedException(String program, String reason, Path logFile) {
        super("%s %s. The end of %s:%n%s".formatted(program, reason, logFile, LogFile.tail(logFile, TAIL_LINES)));
    }
}
