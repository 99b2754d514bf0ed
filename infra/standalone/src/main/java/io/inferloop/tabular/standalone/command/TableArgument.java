package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with tables that a command is given, checked before anything is sent. */
final class TableArgument {

    private TableArgument() {}

    static void requireReadable(Path file) throws IOException, StackException {
        if (!Files.exists(file)) {
            throw new StackException("There is no file %s".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new StackException("%s is a folder; name the file with the table".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new StackException("%s cannot be read: its permissions do not allow it".formatted(file));
        }
        if (Files.size(file) == 0) {
            throw new StackException("%s is empty; a table needs a header row and rows".formatted(file));
        }
    }

    static void requireWritable(Path out) throws StackException {
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder)) {
            throw new StackException(
                    "%s cannot be written: its folder %s is missing or not writable".formatted(out, folder));
        }
    }

    /** What the dataset is called: the file's name without its format. */
    static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.(csv|parquet|ndjson|jsonl)(\\.gz)?$", "");
    }
}
