package io.inferloop.tabular.standalone.stack;

import java.time.Duration;

/** Hears how a start goes. Called from several threads, never at the same time. */
public interface StackListener {

    void starting(String program);

    void ready(String program, Duration took);

    void stopping(String program);
}
