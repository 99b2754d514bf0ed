package io.inferloop.tabular.benchmarks.measurement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A table's file, unpacked.
 *
 * @param name the file's name without its endings
 * @param label how to name the file to a reader: relative to the repository where it lies in it
 * @param sha256 hex digest of the file as it lies on disk
 * @param csv the plain text; not to be changed
 */
public record DataFile(String name, String label, String sha256, byte[] csv) {

    private static final String SHIPPED = "synth-core/src/test/resources/data/%s.csv.gz";

    /**
     * @param nameOrPath a table that ships in the repository, such as {@code adult}, or a CSV file, plain or gzip
     * @throws NoSuchFileException if it is neither
     */
    public static DataFile find(Path repository, String nameOrPath) throws IOException {
        Path given = Path.of(nameOrPath);
        Path file = Files.isRegularFile(given) ? given : repository.resolve(SHIPPED.formatted(nameOrPath));
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException("%s is neither a file nor a table in %s"
                    .formatted(nameOrPath, repository.resolve(SHIPPED).getParent()));
        }
        byte[] bytes = Files.readAllBytes(file);
        Path absolute = file.toAbsolutePath().normalize();
        Path root = repository.toAbsolutePath().normalize();
        return new DataFile(
                String.valueOf(file.getFileName()).replaceFirst("\\.csv(\\.gz)?$", ""),
                (absolute.startsWith(root) ? root.relativize(absolute) : file).toString(),
                sha256(bytes),
                plain(bytes));
    }

    private static byte[] plain(byte[] bytes) throws IOException {
        boolean gzip = bytes.length > 1 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
        if (!gzip) {
            return bytes;
        }
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return unpacked.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
