package io.inferloop.tabular.standalone.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** The table that ships with the demo: UCI Adult, whose licence lies beside it. */
final class DemoTable {

    private static final String RESOURCE = "/demo/adult.csv.gz";

    private DemoTable() {}

    /** Writes {@code adult.csv} and returns it. */
    static Path writeTo(Path folder) throws IOException {
        Path file = folder.resolve("adult.csv");
        try (InputStream packed = DemoTable.class.getResourceAsStream(RESOURCE)) {
            if (packed == null) {
                throw new IOException(RESOURCE + " is not on the class path");
            }
            try (InputStream table = new GZIPInputStream(packed)) {
                Files.copy(table, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return file;
    }
}
