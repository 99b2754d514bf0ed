package io.inferloop.tabular.standalone.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the build left the servers' artifacts. */
final class Artifacts {

    private static final Properties PATHS = load();

    private Artifacts() {}

    /** A folder of the build's for what is unpacked at run time; made when missing. */
    static Path unpackFolder() throws IOException {
        return Files.createDirectories(Path.of(required("folder")).resolve("servers"));
    }

    static String postgresVersion() {
        return required("postgres.version");
    }

    /** The unpacked Apicurio Registry. */
    static Path registry() {
        Path folder = Path.of(required("registry"));
        if (!Files.exists(folder.resolve("quarkus-run.jar"))) {
            throw missing(folder);
        }
        return folder;
    }

    static String kafkaClasspath() {
        return classpath("kafka.classpath") + File.pathSeparator + ownClasses();
    }

    static String s3ProxyClasspath() {
        return classpath("s3proxy.classpath");
    }

    private static String classpath(String property) {
        Path file = Path.of(required(property));
        try {
            String classpath = Files.readString(file).trim();
            for (String entry : classpath.split(File.pathSeparator, -1)) {
                if (!Files.exists(Path.of(entry))) {
                    throw missing(Path.of(entry));
                }
            }
            return classpath;
        } catch (IOException e) {
            throw missing(file);
        }
    }

    private static Path ownClasses() {
        return Path.of(Artifacts.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    private static IllegalStateException missing(Path path) {
        return new IllegalStateException(
                path + " is missing; build it with: ./mvnw -Dquick -DskipTests -pl infra/standalone -am package");
    }

    private static String required(String property) {
        @Nullable String value = PATHS.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("servers.properties has no " + property);
        }
        return value;
    }

    private static Properties load() {
        Properties paths = new Properties();
        try (InputStream in = Artifacts.class.getResourceAsStream("servers.properties")) {
            if (in == null) {
                throw new IllegalStateException("servers.properties is not on the class path");
            }
            paths.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths;
    }
}
