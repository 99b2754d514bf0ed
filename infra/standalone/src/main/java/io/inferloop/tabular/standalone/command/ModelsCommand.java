package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.ModelView;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "models", description = "List the models that are kept, newest first.", mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    private final Terminal terminal;

    ModelsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        Stack stack = options.running();
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            List<ModelView> models = client.models();
            for (ModelView model : models) {
                terminal.out()
                        .printf(
                                "%s  %s, %,d bytes, fitted %s, kept until %s%n",
                                model.id(),
                                model.algorithm(),
                                model.sizeBytes(),
                                model.createdAt().truncatedTo(ChronoUnit.SECONDS),
                                model.expiresAt().truncatedTo(ChronoUnit.SECONDS));
            }
            if (models.isEmpty()) {
                terminal.out().println("No model is kept. Fit one: ./tabular train data.csv" + options.hint());
            }
            return 0;
        }
    }
}
