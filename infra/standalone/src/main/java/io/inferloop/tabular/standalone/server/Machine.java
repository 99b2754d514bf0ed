package io.inferloop.tabular.standalone.server;

import java.util.Locale;

/** This machine, in the words of the binaries' artifacts. */
final class Machine {

    private Machine() {}

    /** {@code linux} or {@code darwin}. */
    static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("linux")) {
            return "linux";
        }
        if (name.contains("mac")) {
            return "darwin";
        }
        throw new IllegalStateException("The stack runs on Linux and macOS, not on " + name + "; on Windows use WSL");
    }

    static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    /** As PostgreSQL's archives say it. */
    static String architecture() {
        return isArm() ? "arm_64" : "x86_64";
    }
}
