package io.inferloop.tabular.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * Signs commands: a compact JWS (RFC 7515, ES256) over organization, command id and the SHA-256 of the value's bytes. The key is named by its RFC 7638
 * thumbprint. Thread-safe.
 */
public final class CommandSignature {

    /** The Kafka header that carries it. */
    public static final String HEADER = "tabular-signature";

    static final String ORGANIZATION = "org";
    static final String COMMAND = "cmd";
    static final String DIGEST = "sha256";

    private final ECKey key;
    private final String keyId;
    private final JWSHeader header;
    private final JWSSigner signer;

    /** @param privateKey EC P-256 with its private part */
    public CommandSignature(ECKey privateKey) {
        if (!Curve.P_256.equals(privateKey.getCurve()) || !privateKey.isPrivate()) {
            throw new IllegalArgumentException("Commands are signed with a private EC P-256 key");
        }
        try {
            this.key = privateKey;
            this.keyId = privateKey.computeThumbprint().toString();
            this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(keyId)
                    .type(JOSEObjectType.JOSE)
                    .build();
            this.signer = SignatureArithmetic.signer(privateKey);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The signing key is not usable", e);
        }
    }

    /**
     * Signs with the key in a file.
     *
     * @param file a JSON Web Key
     */
    public static CommandSignature fromFile(Path file) throws IOException {
        try {
            return new CommandSignature(ECKey.parse(Files.readString(file)));
        } catch (ParseException e) {
            // Without the cause: its message may repeat the key.
            throw new IOException("%s holds no EC key as JSON Web Key".formatted(file));
        }
    }

    /** RFC 7638 thumbprint; what {@code ProducerKey.keyId} must be. */
    public String keyId() {
        return keyId;
    }

    /** The public part as JSON Web Key text, for {@code ProducerKey.publicJwk}. */
    public String publicJwk() {
        return key.toPublicJWK().toJSONString();
    }

    /** The compact JWS of one command. */
    public String sign(UUID organization, UUID commandId, byte[] value) {
        Payload payload = new Payload(Map.<String, Object>of(
                ORGANIZATION, organization.toString(), COMMAND, commandId.toString(), DIGEST, digest(value)));
        JWSObject jws = new JWSObject(header, payload);
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("Command %s could not be signed".formatted(commandId), e);
        }
        return jws.serialize();
    }

    static String digest(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
