package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The classes of a program as an earlier run left them for the virtual machine to map (class data sharing), which spares reading,
 * verifying and linking them at each start.
 *
 * <p>Making an archive costs the run that makes it about as much as a later start saves, so the first start of a jar makes none, the
 * second one does when it is stopped in an orderly way, and those after it use it. An archive is used with the virtual machine, flags and
 * jar that made it and with no others; whatever goes wrong with it, the virtual machine starts without.
 *
 * @param folder of the archives, shared by every run of the program on this machine
 * @param home a folder that one run at a time has to itself
 */
public record ClassArchives(Path folder, Path home) {

    /**
     * Flags for the run that is about to start: to use the archive, to make it, or none.
     *
     * @param jar whose name changes with its content, and with that of every jar on its class path
     * @param flags the virtual machine's other flags
     */
    public List<String> flags(Path jar, List<String> flags) throws IOException {
        for (Path left : drafts()) {
            Files.delete(left);
        }
        if (!JavaVirtualMachine.sharesClasses()) {
            return List.of();
        }
        String machine = checksum(System.getProperty("java.home")
                + System.getProperty("java.vm.vendor")
                + System.getProperty("java.vm.version")
                + flags);
        String name = jar.getFileName().toString().replaceFirst("\\.jar$", "-" + machine + ".jsa");
        Path archive = folder.resolve(name);
        if (Files.exists(archive)) {
            return List.of("-XX:SharedArchiveFile=" + archive);
        }
        Path startedBefore = folder.resolve(name + ".started");
        if (!Files.exists(startedBefore)) {
            Files.write(startedBefore, new byte[0]);
            return List.of();
        }
        Path draft = Files.write(folder.resolve(name + draftSuffix()), new byte[0]);
        // The virtual machine warns of each class that it cannot archive; what else it warns of shows in other runs.
        return List.of("-XX:ArchiveClassesAtExit=" + draft, "-Xlog:all=error");
    }

    /** Whether the run makes one when it ends, which takes it some seconds. */
    public boolean areMade() throws IOException {
        return !drafts().isEmpty();
    }

    /** Called after a run that ended in an orderly way: what it made is used from now on. */
    public void keep() throws IOException {
        for (Path draft : drafts()) {
            String name = draft.getFileName().toString();
            if (Files.size(draft) > 0) {
                Path archive = folder.resolve(
                        name.substring(0, name.length() - draftSuffix().length()));
                Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(draft);
            }
        }
    }

    /** No two runs write the same file. */
    private String draftSuffix() {
        return "." + checksum(home.toString());
    }

    private List<Path> drafts() throws IOException {
        List<Path> drafts = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jsa" + draftSuffix())) {
                files.forEach(drafts::add);
            }
        }
        return drafts;
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
