package io.inferloop.tabular.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.inferloop.tabular.schemas.account.ProducerKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandVerifierTest {

    private static final UUID ACME = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final UUID COMMAND = new UUID(3, 3);
    private static final byte[] VALUE = {0, 0, 0, 0, 7, 42};
    private static final Instant VALID_FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

    private static CommandSignature gateway;
    private static CommandSignature customer;

    private final ProducerKeys keys = new ProducerKeys();
    private final CommandVerifier verifier = new CommandVerifier(keys);

    @BeforeAll
    static void generateKeys() throws JOSEException {
        gateway = new CommandSignature(new ECKeyGenerator(Curve.P_256).generate());
        customer = new CommandSignature(new ECKeyGenerator(Curve.P_256).generate());
    }

    @Test
    void believesTheGatewayForEveryOrganization() throws InvalidSignatureException {
        keys.put(key(gateway, null, null));

        assertThat(verify(gateway.sign(ACME, COMMAND, VALUE)).organizationId()).isEqualTo(ACME);
        assertThat(verify(gateway.sign(OTHER, COMMAND, VALUE)).organizationId()).isEqualTo(OTHER);
    }

    @Test
    void believesACustomersKeyForItsOwnOrganizationOnly() throws InvalidSignatureException {
        keys.put(key(customer, ACME, null));

        assertThat(verify(customer.sign(ACME, COMMAND, VALUE)))
                .isEqualTo(new VerifiedOrganization(ACME, customer.keyId()));
        refused(() -> verify(customer.sign(OTHER, COMMAND, VALUE)), "may not sign for organization");
    }

    @Test
    void refusesOtherBytesAndOtherCommands() {
        keys.put(key(gateway, null, null));
        String jws = gateway.sign(ACME, COMMAND, VALUE);

        refused(() -> verifier.verify(jws, new byte[] {1}, COMMAND, NOW), "other bytes");
        refused(() -> verifier.verify(jws, VALUE, OTHER, NOW), "another command");
    }

    @Test
    void judgesAKeyByTheTimeTheCommandWasAppended() throws InvalidSignatureException {
        keys.put(key(customer, ACME, NOW));
        String jws = customer.sign(ACME, COMMAND, VALUE);

        assertThat(verifier.verify(jws, VALUE, COMMAND, NOW.minusMillis(1)).organizationId())
                .isEqualTo(ACME);
        refused(() -> verifier.verify(jws, VALUE, COMMAND, NOW), "until " + NOW);
        refused(() -> verifier.verify(jws, VALUE, COMMAND, VALID_FROM.minusMillis(1)), "valid from");
    }

    @Test
    void refusesAnUnknownKey() {
        refused(() -> verify(gateway.sign(ACME, COMMAND, VALUE)), "is not known");
    }

    @Test
    void refusesASignatureOfAnotherKeyUnderAKnownKeysName() {
        keys.put(key(gateway, null, null));
        String[] good = gateway.sign(ACME, COMMAND, VALUE).split("\\.", -1);
        String[] other = customer.sign(ACME, COMMAND, VALUE).split("\\.", -1);

        refused(() -> verify(good[0] + "." + good[1] + "." + other[2]), "does not verify");
        refused(
                () -> verify(good[0] + "." + gateway.sign(OTHER, COMMAND, VALUE).split("\\.", -1)[1] + "." + good[2]),
                "does not verify");
    }

    @Test
    void refusesOtherAlgorithms() {
        keys.put(key(gateway, null, null));
        String payload = gateway.sign(ACME, COMMAND, VALUE).split("\\.", -1)[1];

        refused(
                () -> verify(base64("{\"alg\":\"none\",\"kid\":\"" + gateway.keyId() + "\"}") + "." + payload + "."),
                "JWS");
        refused(
                () -> verify(
                        base64("{\"alg\":\"HS256\",\"kid\":\"" + gateway.keyId() + "\"}") + "." + payload + ".AAAA"),
                "only ES256");
    }

    @Test
    void refusesWhatIsNoSignature() {
        refused(() -> verify(null), "no 'tabular-signature' header");
        refused(() -> verify(""), "no 'tabular-signature' header");
        refused(() -> verify("a.b"), "no compact JWS");
        refused(() -> verify("x".repeat(5_000)), "5000 characters");
    }

    @Test
    void leavesOutAKeyWhoseIdIsNotItsThumbprint() {
        ProducerKey lying = key(customer, null, null);
        lying.setKeyId(gateway.keyId());
        keys.put(key(gateway, null, null));
        keys.put(lying);

        refused(() -> verify(gateway.sign(ACME, COMMAND, VALUE)), "is not known");
    }

    @Test
    void namesAKeyByItsThumbprintAndPublishesNoPrivatePart() {
        assertThat(gateway.keyId()).hasSize(43);
        assertThat(gateway.publicJwk()).doesNotContain("\"d\"");
    }

    private VerifiedOrganization verify(@Nullable String jws) throws InvalidSignatureException {
        return verifier.verify(jws, VALUE, COMMAND, NOW);
    }

    private static void refused(ThrowingCallable verification, String reason) {
        assertThatThrownBy(verification)
                .isInstanceOf(InvalidSignatureException.class)
                .hasMessageContaining(reason);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ProducerKey key(CommandSignature signer, @Nullable UUID organization, @Nullable Instant revokedAt) {
        return ProducerKey.newBuilder()
                .setKeyId(signer.keyId())
                .setOrganizationId(organization)
                .setPublicJwk(signer.publicJwk())
                .setValidFrom(VALID_FROM)
                .setRevokedAt(revokedAt)
                .build();
    }
}
