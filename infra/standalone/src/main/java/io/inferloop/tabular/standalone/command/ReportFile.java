package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.TabularClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The page that a validation makes for people, saved beside the rows it speaks of. */
final class ReportFile {

    private static final String OUTPUT = "report.html";

    private ReportFile() {}

    /** Where the report of {@code rows} goes: {@code synthetic-report.html} beside {@code synthetic.csv}. */
    static Path beside(Path rows) {
        String name =
                String.valueOf(rows.getFileName()).replaceFirst("(\\.gz)?$", "").replaceFirst("\\.[^.]+$", "");
        return rows.resolveSibling(name + "-" + OUTPUT);
    }

    /** Empty if the job was not validated. */
    static Optional<Path> download(TabularClient client, JobView job, Path target)
            throws IOException, InterruptedException {
        if (job.outputs().stream().noneMatch(output -> output.name().equals(OUTPUT))) {
            return Optional.empty();
        }
        client.download(job.id(), OUTPUT, target);
        return Optional.of(target);
    }

    /** As a line that a terminal makes a link of. */
    static String link(Path report) {
        return "Report: " + report.toAbsolutePath().normalize().toUri();
    }
}
