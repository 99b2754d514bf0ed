package io.inferloop.tabular.standalone.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The classes of a Java program as an earlier run left them for the virtual machine to map, which spares reading, verifying and linking
 * them at each start: an AOT cache (JEP 483, 514, 515) where the virtual machine knows it, else an archive for class data sharing.
 *
 * <p>Making an archive costs the run that makes it more than a later start saves, so the first start of a build makes none, the
 * second one does when it is stopped in an orderly way, and those after it use it. An archive is used with the virtual machine, flags and
 * class path that made it and with no others; whatever goes wrong with it, the virtual machine starts without.
 *
 * @param program what the archives' names begin with
 * @param folder of the archives, shared by every run of the program on this machine
 * @param home a folder that one run at a time has to itself
 */
record ClassArchives(String program, Path folder, Path home) {

    /** Libraries are larger and carry their version in their name; what we build ourselves does not, and is read. */
    private static final long READ_BYTES = 1024 * 1024;

    /**
     * Flags for the run that is about to start: to use the archive, to make it, or none.
     *
     * @param arguments the virtual machine's, from its executable to its main class or jar
     */
    List<String> flags(List<String> arguments) throws IOException {
        for (Path left : drafts()) {
            Files.delete(left);
        }
        List<Path> classPath = classPath(arguments);
        if (!JavaVirtualMachine.sharesClasses() || classPath.stream().anyMatch(Files::isDirectory)) {
            return List.of();
        }
        Path archive = folder.resolve(
                "%s-%s-%s.%s".formatted(program, machine(arguments), content(classPath), extension()));
        if (Files.exists(archive)) {
            return List.of(flag("-XX:AOTCache=", "-XX:SharedArchiveFile=") + archive);
        }
        Path startedBefore = Files.createDirectories(folder).resolve(archive.getFileName() + ".started");
        if (!Files.exists(startedBefore)) {
            Files.write(startedBefore, new byte[0]);
            return List.of();
        }
        Path draft = Files.write(folder.resolve(archive.getFileName() + draftSuffix()), new byte[0]);
        // The virtual machine warns of each class that it cannot archive; what else it warns of shows in other runs.
        return List.of(flag("-XX:AOTCacheOutput=", "-XX:ArchiveClassesAtExit=") + draft, "-Xlog:all=error");
    }

    /** Whether the run makes one when it ends, which takes it some seconds. */
    boolean areMade() throws IOException {
        return !drafts().isEmpty();
    }

    /** Called after a run that ended in an orderly way: what it made is used from now on, and what it replaces is deleted. */
    void keep() throws IOException {
        for (Path draft : drafts()) {
            String name = draft.getFileName().toString();
            if (name.endsWith(draftSuffix()) && Files.size(draft) > 0) {
                Path archive = folder.resolve(
                        name.substring(0, name.length() - draftSuffix().length()));
                Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                deleteOlder(archive);
            } else {
                Files.delete(draft);
            }
        }
    }

    /** What the same virtual machine with the same flags made of earlier builds; a process that still uses one has it open. */
    private void deleteOlder(Path current) throws IOException {
        String name = current.getFileName().toString();
        String sameMachine = name.substring(0, name.lastIndexOf('-'));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, sameMachine + "-*.{aot,jsa}{,.started}")) {
            for (Path file : files) {
                if (!file.getFileName().toString().startsWith(name)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String extension() {
        return flag("aot", "jsa");
    }

    private static String flag(String cache, String sharedArchive) {
        return JavaVirtualMachine.cachesAheadOfTime() ? cache : sharedArchive;
    }

    /** No two runs write the same file. */
    private String draftSuffix() {
        return "." + checksum(home.toString());
    }

    /** What is being made, and the configuration that the virtual machine lays beside it and deletes unless it is killed. */
    private List<Path> drafts() throws IOException {
        List<Path> drafts = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            String pattern = "%s-*.{aot,jsa}%s{,.config}".formatted(program, draftSuffix());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
                files.forEach(drafts::add);
            }
        }
        return drafts;
    }

    /** In the order of the class path; with {@code -jar} the jar alone, whose name or time says what its manifest names. */
    private static List<Path> classPath(List<String> arguments) {
        int jar = arguments.indexOf("-jar");
        String classPath = arguments.get((jar >= 0 ? jar : arguments.indexOf("-cp")) + 1);
        return List.of(classPath.split(File.pathSeparator, -1)).stream()
                .map(Path::of)
                .toList();
    }

    /** The virtual machine and all its flags. */
    private static String machine(List<String> arguments) {
        CRC32 crc = new CRC32();
        add(crc, System.getProperty("java.home"));
        add(crc, System.getProperty("java.vm.vendor"));
        add(crc, System.getProperty("java.vm.version"));
        add(crc, JavaVirtualMachine.inheritedFlags());
        arguments.stream().filter(argument -> argument.startsWith("-X")).forEach(flag -> add(crc, flag));
        return "%08x".formatted(crc.getValue());
    }

    private static String content(List<Path> classPath) throws IOException {
        CRC32 crc = new CRC32();
        for (Path entry : classPath) {
            BasicFileAttributes file = Files.readAttributes(entry, BasicFileAttributes.class);
            add(crc, "%s %d %s".formatted(entry, file.size(), file.lastModifiedTime()));
            if (file.size() <= READ_BYTES) {
                crc.update(Files.readAllBytes(entry));
            }
        }
        return "%08x".formatted(crc.getValue());
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        add(crc, text);
        return "%08x".formatted(crc.getValue());
    }

    private static void add(CRC32 crc, String text) {
        crc.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
