package io.inferloop.tabular.standalone.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A folder that looks like a built checkout, with stand-ins for the services' jars, packed as Spring Boot packs them. */
record StandInRepository(Path root) {

    static StandInRepository in(Path folder) throws IOException {
        StandInRepository repository = new StandInRepository(folder);
        for (Service service : Service.values()) {
            repository.put(service, StandInService.class);
        }
        return repository;
    }

    void put(Service service, Class<?> main) throws IOException {
        Path jar = root.resolve(Path.of(service.module(), "target", service.module() + "-0.1.0-SNAPSHOT-app.jar"));
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "not.to.be.Started");
        manifest.getMainAttributes().put(new Attributes.Name("Start-Class"), main.getName());
        String file = main.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = main.getResourceAsStream("/" + file)) {
            if (code == null) {
                throw new IOException(file + " is not on the class path");
            }
            out.putNextEntry(new JarEntry("BOOT-INF/classes/" + file));
            code.transferTo(out);
            out.putNextEntry(new JarEntry("BOOT-INF/lib/greeting.jar"));
            out.write(greeting());
            out.putNextEntry(new JarEntry("BOOT-INF/classpath.idx"));
            out.write("- \"BOOT-INF/lib/greeting.jar\"\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A library with one file in it. */
    private static byte[] greeting() throws IOException {
        ByteArrayOutputStream library = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(library)) {
            out.putNextEntry(new JarEntry("greeting.txt"));
            out.write("from the library".getBytes(StandardCharsets.UTF_8));
        }
        return library.toByteArray();
    }

    /** The class archives that runs of a service left. */
    List<Path> archives(Service service) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(Path.of("infra", "standalone", "target", "services")))) {
            return files.filter(file -> file.getFileName().toString().matches(service.module() + "-.*\\.(aot|jsa)"))
                    .toList();
        }
    }
}
