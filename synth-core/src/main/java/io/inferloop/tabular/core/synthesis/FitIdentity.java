package io.inferloop.tabular.core.synthesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of everything that the course of a fit depends on, so that no fit goes on from the state of another: other data,
 * settings, seed, threads, device or release.
 */
public final class FitIdentity {

    static final int DIGEST_BYTES = 32;

    private static final int CHUNK = 8192;

    private final MessageDigest digest = sha256();

    public FitIdentity with(String text) {
        return with(text.getBytes(StandardCharsets.UTF_8));
    }

    public FitIdentity with(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    public FitIdentity with(int[] values) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(values.length).flip());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Integer.BYTES);
        for (int from = 0; from < values.length; from += CHUNK) {
            chunk.clear().asIntBuffer().put(values, from, Math.min(CHUNK, values.length - from));
            digest.update(chunk.limit(Math.min(CHUNK, values.length - from) * Integer.BYTES));
        }
        return this;
    }

    public FitIdentity with(double[] values) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(values.length).flip());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Double.BYTES);
        for (int from = 0; from < values.length; from += CHUNK) {
            chunk.clear().asDoubleBuffer().put(values, from, Math.min(CHUNK, values.length - from));
            digest.update(chunk.limit(Math.min(CHUNK, values.length - from) * Double.BYTES));
        }
        return this;
    }

    public FitIdentity with(Map<String, double[]> arrays) {
        new TreeMap<>(arrays).forEach((name, values) -> with(name).with(values));
        return this;
    }

    /** In lower case hexadecimal. Called once, at the end. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static byte[] digest(byte[] bytes, int from, int to) {
        MessageDigest digest = sha256();
        digest.update(bytes, from, to - from);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
