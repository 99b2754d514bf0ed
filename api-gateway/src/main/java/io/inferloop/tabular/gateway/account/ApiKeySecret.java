package io.inferloop.tabular.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secret of an API key: {@code tab_} and 256 random bits in base64url. Shown once; the database has its SHA-256,
 * and looking a key up by that hash leaks nothing by its timing.
 */
public final class ApiKeySecret {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("tab_[A-Za-z0-9_-]{43}");

    private final String text;

    private ApiKeySecret(String text) {
        this.text = text;
    }

    static ApiKeySecret generate(RandomGenerator randomness) {
        byte[] bits = new byte[BYTES];
        randomness.nextBytes(bits);
        return new ApiKeySecret("tab_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Empty when the text cannot be one of our secrets. */
    public static Optional<ApiKeySecret> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ApiKeySecret(text)) : Optional.empty();
    }

    /** SHA-256 of the secret's text, 32 bytes. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The only way to see it: for the one answer that shows it. */
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "tab_…";
    }
}
