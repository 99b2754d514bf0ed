package io.inferloop.tabular.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proves which organization a command comes from. The organization is taken from the signature and must be one that the key may act for; nothing in the command's own fields or key
 * counts. Thread-safe.
 */
public final class CommandVerifier {

    private static final int MAX_JWS_CHARS = 2_048;

    private final ProducerKeys keys;

    public CommandVerifier(ProducerKeys keys) {
        this.keys = keys;
    }

    /**
     * Checks a command's signature and says for whom it was made.
     *
     * @param jws the header's text, or null where the record has none
     * @param value the record's value as it is on the wire
     * @param commandId the id inside the value
     * @param appendedAt the broker's time of the record; the key must have been valid then
     * @throws InvalidSignatureException if the command must not be believed, with the reason
     */
    public VerifiedOrganization verify(@Nullable String jws, byte[] value, UUID commandId, Instant appendedAt)
            throws InvalidSignatureException {
        JWSObject signature = parse(jws);
        if (!JWSAlgorithm.ES256.equals(signature.getHeader().getAlgorithm())) {
            throw new InvalidSignatureException("The signature's algorithm is %s, only ES256 is accepted"
                    .formatted(signature.getHeader().getAlgorithm()));
        }
        String keyId = signature.getHeader().getKeyID();
        if (keyId == null) {
            throw new InvalidSignatureException("The signature names no key (kid)");
        }
        SigningKey key = keys.find(keyId)
                .orElseThrow(
                        () -> new InvalidSignatureException("The key '%s' is not known".formatted(abbreviate(keyId))));
        if (!isSignedBy(key, signature)) {
            throw new InvalidSignatureException("The signature does not verify with key '%s'".formatted(keyId));
        }
        if (!key.validAt(appendedAt)) {
            throw new InvalidSignatureException("Key '%s' is valid from %s%s, the command arrived at %s"
                    .formatted(
                            keyId,
                            key.validFrom(),
                            key.revokedAt() == null ? "" : " until " + key.revokedAt(),
                            appendedAt));
        }
        return new VerifiedOrganization(claimedOrganization(signature, key, value, commandId), keyId);
    }

    private static UUID claimedOrganization(JWSObject signature, SigningKey key, byte[] value, UUID commandId)
            throws InvalidSignatureException {
        Map<String, Object> claims = signature.getPayload().toJSONObject();
        if (claims == null) {
            throw new InvalidSignatureException("The signature's payload is no JSON object");
        }
        if (!CommandSignature.digest(value).equals(claims.get(CommandSignature.DIGEST))) {
            throw new InvalidSignatureException("The signature is over other bytes than the command's");
        }
        if (!commandId.toString().equals(claims.get(CommandSignature.COMMAND))) {
            throw new InvalidSignatureException("The signature is of another command than %s".formatted(commandId));
        }
        UUID organization = uuid(claims.get(CommandSignature.ORGANIZATION));
        if (!key.mayActFor(organization)) {
            throw new InvalidSignatureException(
                    "Key '%s' may not sign for organization %s".formatted(key.keyId(), organization));
        }
        return organization;
    }

    private static JWSObject parse(@Nullable String jws) throws InvalidSignatureException {
        if (jws == null || jws.isBlank()) {
            throw new InvalidSignatureException("The record has no '%s' header".formatted(CommandSignature.HEADER));
        }
        if (jws.length() > MAX_JWS_CHARS) {
            throw new InvalidSignatureException("The signature has %d characters".formatted(jws.length()));
        }
        try {
            return JWSObject.parse(jws);
        } catch (ParseException | IllegalArgumentException e) {
            throw new InvalidSignatureException("The signature is no compact JWS that is signed", e);
        }
    }

    private static boolean isSignedBy(SigningKey key, JWSObject signature) throws InvalidSignatureException {
        try {
            return signature.verify(key.verifier());
        } catch (JOSEException | IllegalStateException e) {
            throw new InvalidSignatureException(
                    "The signature cannot be checked with key '%s'".formatted(key.keyId()), e);
        }
    }

    private static UUID uuid(@Nullable Object value) throws InvalidSignatureException {
        try {
            return UUID.fromString(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("The signature names no organization", e);
        }
    }

    private static String abbreviate(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "..." : text;
    }
}
