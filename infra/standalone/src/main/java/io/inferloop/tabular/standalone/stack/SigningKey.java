package io.inferloop.tabular.standalone.stack;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Makes EC P-256 keys in the form of RFC 7517, named by their thumbprint (RFC 7638). */
final class SigningKey {

    private static final int FIELD_BYTES = 32;

    private SigningKey() {}

    /** A private JWK for ES256. */
    static String generate(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
        String x = encode(publicKey.getW().getAffineX());
        String y = encode(publicKey.getW().getAffineY());
        // RFC 7638: the required members in lexicographic order, no white space.
        String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x, y);
        String kid = encode(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}"
                .formatted(kid, x, y, encode(((ECPrivateKey) pair.getPrivate()).getS()));
    }

    /** Fixed width: a coordinate with leading zeros keeps them, a sign byte goes. */
    static String encode(BigInteger coordinate) {
        byte[] bytes = coordinate.toByteArray();
        byte[] field = new byte[FIELD_BYTES];
        int length = Math.min(bytes.length, FIELD_BYTES);
        System.arraycopy(bytes, bytes.length - length, field, FIELD_BYTES - length, length);
        return encode(field);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, bytes.length));
    }
}
