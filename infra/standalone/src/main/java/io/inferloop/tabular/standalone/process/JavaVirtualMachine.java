package io.inferloop.tabular.standalone.process;

import java.nio.file.Path;

/** The Java that runs this program, which is the one that every program of the stack is run with. */
public final class JavaVirtualMachine {

    private JavaVirtualMachine() {}

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
