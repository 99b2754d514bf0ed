package io.inferloop.tabular.standalone.process;

/** A port that a program needs is taken by another process; the message names both as far as the system tells. */
public final class PortInUseException extends Exception {

    private static final long serialVersionUID = 1L;

    PortInUseException(String program, int port, String owner) {
        super("Port %d, which %s needs, is in use by %s".formatted(port, program, owner));
    }
}
