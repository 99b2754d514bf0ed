package io.inferloop.tabular.standalone.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A folder that looks like a built checkout, with stand-ins for the services' jars. */
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
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        String entry = main.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = main.getResourceAsStream("/" + entry)) {
            if (code == null) {
                throw new IOException(entry + " is not on the class path");
            }
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
    }
}
