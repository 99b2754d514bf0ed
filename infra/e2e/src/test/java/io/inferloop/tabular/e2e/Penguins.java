package io.inferloop.tabular.e2e;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** The table that the tests upload: 344 penguins, some of them without all measurements. */
final class Penguins {

    private Penguins() {}

    static Path csv() throws IOException {
        URL shipped = Penguins.class.getResource("/penguins.csv");
        if (shipped == null) {
            throw new IOException("penguins.csv is not among the test resources");
        }
        try {
            return Path.of(shipped.toURI());
        } catch (URISyntaxException e) {
            throw new IOException("Not a file: " + shipped, e);
        }
    }
}
