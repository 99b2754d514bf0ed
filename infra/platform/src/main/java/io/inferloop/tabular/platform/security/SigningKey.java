package io.inferloop.tabular.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.inferloop.tabular.schemas.account.ProducerKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A public key with what it may sign and when.
 *
 * @param organization null: every organization
 */
record SigningKey(
        String keyId,
        @Nullable UUID organization,
        Instant validFrom,
        @Nullable Instant revokedAt,
        JWSVerifier verifier) {

    static SigningKey of(ProducerKey key) throws InvalidSignatureException {
        try {
            ECKey jwk = ECKey.parse(key.getPublicJwk());
            if (!Curve.P_256.equals(jwk.getCurve())) {
                throw new InvalidSignatureException("it is on curve %s, not P-256".formatted(jwk.getCurve()));
            }
            String thumbprint = jwk.computeThumbprint().toString();
            if (!thumbprint.equals(key.getKeyId())) {
                throw new InvalidSignatureException("its thumbprint is %s".formatted(thumbprint));
            }
            return new SigningKey(
                    thumbprint,
                    key.getOrganizationId(),
                    key.getValidFrom(),
                    key.getRevokedAt(),
                    SignatureArithmetic.verifier(jwk));
        } catch (ParseException | JOSEException e) {
            throw new InvalidSignatureException("it is not a public EC key", e);
        }
    }

    boolean validAt(Instant time) {
        return !time.isBefore(validFrom) && (revokedAt == null || time.isBefore(revokedAt));
    }

    boolean mayActFor(UUID claimed) {
        return organization == null || organization.equals(claimed);
    }
}
