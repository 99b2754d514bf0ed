package io.inferloop.tabular.standalone.command;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command its terminal by constructor. */
final class CommandFactory implements IFactory {

    private final Terminal terminal;

    CommandFactory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Constructor<?>> constructor = Arrays.stream(type.getDeclaredConstructors())
                .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), new Class<?>[] {Terminal.class}))
                .findFirst();
        return constructor.isPresent()
                ? type.cast(constructor.get().newInstance(terminal))
                : CommandLine.defaultFactory().create(type);
    }
}
