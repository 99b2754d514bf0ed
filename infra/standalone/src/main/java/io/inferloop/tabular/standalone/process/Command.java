package io.inferloop.tabular.standalone.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the operating system is told to run.
 *
 * @param arguments the executable, then its arguments
 * @param environment added to the environment of this process
 * @param directory where it runs
 */
public record Command(List<String> arguments, Map<String, String> environment, Path directory) {

    public Command {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("A command needs an executable");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    public static Command of(Path directory, List<String> arguments) {
        return new Command(arguments, Map.of(), directory);
    }
}
