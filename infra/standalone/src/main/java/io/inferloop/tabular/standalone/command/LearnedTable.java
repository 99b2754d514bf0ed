package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.UploadedTable;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The table that a model is fitted on, and how: what every command that fits one is told. */
final class LearnedTable {

    @Parameters(paramLabel = "FILE", description = ".csv, .parquet or .ndjson; .csv and .ndjson may be .gz")
    private Path file = Path.of("");

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            description = "Default: the best that the plan and the table allow; the job says which and why")
    private @Nullable String algorithm;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same rows and the same model")
    private @Nullable Long seed;

    @Option(names = "--categorical", paramLabel = "COLUMN", split = ",", description = "Columns that are categories")
    private List<String> categorical = List.of();

    void requireReadable() throws IOException, StackException {
        TableArgument.requireReadable(file);
    }

    UploadedTable upload(TabularClient client, Terminal terminal) throws IOException, InterruptedException {
        UploadedTable table = client.upload(file, TableArgument.name(file));
        terminal.out().printf("Uploaded %s: %,d rows, %d columns%n", file, table.rows(), table.columns());
        return table;
    }

    /** Null where it is to be chosen. */
    @Nullable
    String algorithm() {
        return algorithm;
    }

    @Nullable
    Long seed() {
        return seed;
    }

    List<String> categorical() {
        return categorical;
    }
}
