package io.inferloop.tabular.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The records of a stack's processes, one file each. A record whose process is gone counts as no record. */
final class ProcessRecords {

    private final Path folder;
    private final JsonMapper json;

    ProcessRecords(Path folder, JsonMapper json) {
        this.folder = folder;
        this.json = json;
    }

    Optional<ProcessRecord> find(String program) throws IOException {
        Path file = file(program);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(Files.readString(file), ProcessRecord.class));
        } catch (JacksonException e) {
            throw new IOException(file + " is not a process record; delete it if nothing of this stack runs", e);
        }
    }

    Optional<ProcessHandle> running(String program) throws IOException {
        return find(program).flatMap(ProcessRecord::process);
    }

    void save(ProcessRecord record) throws IOException {
        Path draft = file(record.name() + ".new");
        Files.writeString(draft, json.writerWithDefaultPrettyPrinter().writeValueAsString(record));
        Files.move(draft, file(record.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String program) throws IOException {
        Files.deleteIfExists(file(program));
    }

    private Path file(String program) {
        return folder.resolve(program + ".json");
    }
}
