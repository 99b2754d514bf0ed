package io.inferloop.tabular.standalone.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A jar that is nothing but a class path: everything of the registry for the virtual machine's own class loader. Quarkus' own start
 * jar brings another class loader, whose classes cannot be archived.
 */
final class RegistryJar {

    private RegistryJar() {}

    /** Writes it unless it is there; a registry of another version has another one. */
    static Path of(Path installation, Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        jars.add(installation.resolve("quarkus/transformed-bytecode.jar"));
        jars.add(installation.resolve("quarkus/generated-bytecode.jar"));
        for (String libraries : List.of("app", "lib/boot", "lib/main")) {
            jars.addAll(jarsIn(installation.resolve(libraries)));
        }
        String classPath = String.join(
                " ",
                jars.stream()
                        .map(jar -> folder.toUri().relativize(jar.toUri()).toString())
                        .toList());
        Path jar = folder.resolve("registry-%08x.jar".formatted(classPath.hashCode()));
        if (!Files.exists(jar)) {
            Path draft = Files.createTempFile(folder, ".draft-", ".jar");
            Manifest manifest = manifest(classPath);
            new JarOutputStream(Files.newOutputStream(draft), manifest).close();
            Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static Manifest manifest(String classPath) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "io.quarkus.runner.GeneratedMain");
        attributes.put(Attributes.Name.CLASS_PATH, classPath);
        // As in Quarkus' own start jar.
        attributes.put(new Attributes.Name("Add-Opens"), "java.base/java.lang");
        attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        return manifest;
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        }
        jars.sort(null);
        return jars;
    }
}
