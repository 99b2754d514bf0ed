package io.inferloop.tabular.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of a stack: each made once, 256 random bits, in a file that its owner alone reads. */
public final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random;

    Secrets(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** The key that the gateway accepts from the first start on: {@code tab_} and 43 characters. */
    public String apiKey() throws IOException {
        return text(apiKeyFile(), "tab_");
    }

    Path apiKeyFile() {
        return folder.resolve("api-key");
    }

    String postgresPassword() throws IOException {
        return text(folder.resolve("postgres-password"), "");
    }

    String redisPassword() throws IOException {
        return text(folder.resolve("redis-password"), "");
    }

    String objectStoreKey() throws IOException {
        return text(folder.resolve("s3-secret-key"), "");
    }

    /** The private key, as a JWK, that the gateway signs commands with. */
    Path signingKeyFile() throws IOException {
        Path file = folder.resolve("gateway-signing.jwk");
        if (!Files.exists(file)) {
            try {
                write(file, SigningKey.generate(random));
            } catch (GeneralSecurityException e) {
                throw new IOException("This Java cannot make an EC P-256 key", e);
            }
        }
        return file;
    }

    private String text(Path file, String prefix) throws IOException {
        if (!Files.exists(file)) {
            byte[] bits = new byte[BYTES];
            random.nextBytes(bits);
            write(file, prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
        }
        return Files.readString(file).trim();
    }

    /** Never half-written and never readable by others, not even for a moment. */
    private static void write(Path file, String content) throws IOException {
        Path draft = Files.createTempFile(
                file.getParent(),
                ".new",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
