package io.inferloop.tabular.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code stack.json}, which a data folder remembers its stack by. */
final class StackSettingsFile {

    private StackSettingsFile() {}

    static Optional<StackSettings> read(Path file, JsonMapper json) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(Files.readString(file), StackSettings.class));
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    static void write(Path file, StackSettings settings, JsonMapper json) throws IOException {
        Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(settings));
    }
}
