package io.inferloop.tabular.standalone.process;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java that runs this program, which is the one that every program of the stack is run with. */
public final class JavaVirtualMachine {

    private JavaVirtualMachine() {}

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Whether it is HotSpot, which alone knows the flags of {@link ClassArchives}, and nobody wants it otherwise. */
    static boolean sharesClasses() {
        return System.getProperty("java.vm.name", "").contains("64-Bit Server VM")
                && !System.getProperty("tabular.archives", "").equals("false");
    }

    /** Whether it makes and uses AOT caches, with one flag each. */
    static boolean cachesAheadOfTime() {
        return Runtime.version().feature() >= 25;
    }

    /** Flags that it takes from the environment and that are in no command. */
    static String inheritedFlags() {
        return Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
                .map(variable -> System.getenv().getOrDefault(variable, ""))
                .collect(Collectors.joining(" "));
    }
}
