package io.inferloop.tabular.validationworker.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What stands in every page, read once.
 *
 * @param contentSecurityPolicy allows these two scripts by their digests and nothing else, so that no value of a table
 *     could run even if it were not escaped
 */
record PageAssets(String style, String plotLibrary, String script, String contentSecurityPolicy) {

    private static final String D3 = "META-INF/maven/org.webjars.npm/d3/pom.properties";

    static PageAssets load() {
        String plotLibrary = text("/META-INF/resources/webjars/d3/%s/dist/d3.min.js".formatted(d3Version()));
        String script = text("report.js");
        String sources = List.of(plotLibrary, script).stream()
                .map(source -> "'sha256-%s'".formatted(digest(source)))
                .collect(Collectors.joining(" "));
        return new PageAssets(
                text("report.css"),
                plotLibrary,
                script,
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src "
                        + sources);
    }

    /** The version that is on the class path, which the build alone decides. */
    private static String d3Version() {
        Properties properties = new Properties();
        try (InputStream in = open("/" + D3)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = PageAssets.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not on the class path");
        }
        return in;
    }

    private static String digest(String source) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(source.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
