package io.inferloop.tabular.standalone.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * An executable jar of Spring Boot laid out as plain jars, which the virtual machine reads with a third less CPU time than jars inside a
 * jar, and whose classes it can archive. The names of the laid out jars hold checksums of their content, so nothing is ever overwritten
 * or out of date, and services share the libraries that they have in common.
 */
final class UnpackedJar {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String CLASSPATH = "BOOT-INF/classpath.idx";
    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");

    private UnpackedJar() {}

    /**
     * Lays a jar out, unless that was done before.
     *
     * @param executable left as it is; returned itself when it holds no other jars
     * @param name what the laid out jar's name begins with
     * @return the jar to run with {@code -jar}
     */
    static Path of(Path executable, String name, Path folder) throws IOException {
        try (JarFile jar = new JarFile(executable.toFile())) {
            if (jar.getEntry(CLASSPATH) == null) {
                return executable;
            }
            Path application = folder.resolve("%s-%s.jar".formatted(name, checksum(jar)));
            if (!Files.exists(application)) {
                Path libraries = Files.createDirectories(folder.resolve("lib"));
                Manifest manifest = manifest(jar, libraries(jar, libraries));
                writeWhole(application, draft -> writeClasses(jar, manifest, draft));
                deleteOlder(folder, name, application);
            }
            return application;
        }
    }

    /** Of the names and contents of all entries; the jar's time says nothing, as the build is reproducible. */
    private static String checksum(JarFile jar) {
        CRC32 crc = new CRC32();
        jar.stream()
                .map(entry -> "%s %d %d\n".formatted(entry.getName(), entry.getCrc(), entry.getSize()))
                .forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return "%08x".formatted(crc.getValue());
    }

    /** Copies the libraries out; returns them in the order of the class path, relative to the application. */
    private static List<String> libraries(JarFile jar, Path target) throws IOException {
        List<String> classPath = new ArrayList<>();
        for (String line : read(jar, CLASSPATH).lines().toList()) {
            JarEntry library = jar.getJarEntry(line.replaceFirst("^- \"(.*)\"$", "$1"));
            String file = library.getName().substring(library.getName().lastIndexOf('/') + 1);
            Path copy = target.resolve(file.replaceFirst("\\.jar$", "-%08x.jar".formatted(library.getCrc())));
            if (!Files.exists(copy)) {
                writeWhole(copy, draft -> {
                    try (InputStream content = jar.getInputStream(library)) {
                        Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
                    }
                });
            }
            classPath.add(target.getFileName() + "/" + copy.getFileName());
        }
        return classPath;
    }

    private static String read(JarFile jar, String entry) throws IOException {
        try (InputStream content = jar.getInputStream(jar.getEntry(entry))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Manifest manifest(JarFile jar, List<String> classPath) throws IOException {
        Manifest manifest = new Manifest(jar.getManifest());
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MAIN_CLASS, attributes.getValue(START_CLASS));
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        // For ONNX Runtime and RocksDB. Said here and not on the command line, where it would switch off the archived
        // module graph.
        attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        attributes
                .keySet()
                .removeIf(key -> key.toString().startsWith("Spring-Boot-")
                        && !key.toString().endsWith("-Version"));
        return manifest;
    }

    private static void writeClasses(JarFile jar, Manifest manifest, Path target) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest)) {
            for (JarEntry entry : jar.stream().filter(UnpackedJar::isOurs).toList()) {
                ZipEntry copy = new ZipEntry(entry.getName().substring(CLASSES.length()));
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                try (InputStream content = jar.getInputStream(entry)) {
                    content.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static boolean isOurs(JarEntry entry) {
        return entry.getName().startsWith(CLASSES) && entry.getName().length() > CLASSES.length();
    }

    /** Several launchers may do this at once; each finds all of a file or nothing. */
    private static void writeWhole(Path target, Writing writing) throws IOException {
        Path draft = Files.createTempFile(target.getParent(), ".draft-", ".jar");
        try {
            writing.to(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What earlier builds of the same service left; a process that still uses one has it open. */
    private static void deleteOlder(Path folder, String name, Path current) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.jar")) {
            for (Path file : files) {
                if (!file.equals(current)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private interface Writing {
        void to(Path draft) throws IOException;
    }
}
