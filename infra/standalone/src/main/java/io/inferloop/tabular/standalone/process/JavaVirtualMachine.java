package io.inferloop.tabular.standalone.process;

import java.nio.file.Path;

/** The Java that runs this program, which is the one that every program of the stack is run with. */
public final class JavaVirtualMachine {

    private JavaVirtualMachine() {}

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Whether it is HotSpot, which alone knows the flags of {@link ClassArchive}. */
    static boolean sharesClasses() {
        return System.getProperty("java.vm.name", "").contains("64-Bit Server VM");
    }
}
