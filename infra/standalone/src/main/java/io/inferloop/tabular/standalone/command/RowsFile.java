package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the rows of a job go, and how they are written. */
final class RowsFile {

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "csv",
            description = "Of the rows: csv, parquet or ndjson. Default: ${DEFAULT-VALUE}")
    private String format = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the rows go")
    private Path out = Path.of("");

    void requireWritable() throws StackException {
        TableArgument.requireWritable(out);
    }

    String format() {
        return format;
    }

    Path path() {
        return out;
    }

    /** @param output what the job calls its rows, before the name of their format */
    void download(TabularClient client, JobView job, String output) throws IOException, InterruptedException {
        client.download(job.id(), "%s.%s".formatted(output, format), out);
    }
}
