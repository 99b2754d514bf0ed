package io.inferloop.tabular.gateway.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of what a request asks for; two requests with one key must have the same. */
public record Fingerprint(byte[] sha256) {

    /** Over the parts in order, each closed by a zero byte. */
    public static Fingerprint of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
                digest.update((byte) 0);
            }
            return new Fingerprint(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public static byte[] part(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    boolean matches(byte[] other) {
        return MessageDigest.isEqual(sha256, other);
    }
}
