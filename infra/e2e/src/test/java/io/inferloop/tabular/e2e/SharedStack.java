package io.inferloop.tabular.e2e;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One stack for all classes that only talk to it: started for the first that asks for it, stopped after the last. */
final class SharedStack implements ParameterResolver {

    private static final String NAME = "shared";
    private static final String PLAN = "business";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningStack.class;
    }

    /** Kept with the root of all tests, which closes it. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedStack.class))
                .computeIfAbsent(NAME, absent -> start(), RunningStack.class);
    }

    private static RunningStack start() {
        try {
            return RunningStack.start(
                    NAME, PLAN, Map.of("job-orchestrator", Map.of("tabular.orchestrator.consume.patience", "5s")));
        } catch (IOException e) {
            throw new IllegalStateException("The stack does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the stack was started", e);
        }
    }
}
