package io.inferloop.tabular.platform.security;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.Provider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signers and verifiers on P-256. Their arithmetic is AWS-LC's where its native library runs (Amazon Corretto Crypto Provider), and the
 * JDK's own elsewhere: the same signatures either way, but the JDK needs a processor with AVX-512 to be near it. Without, a signature
 * costs 5 and its verification 11 times as much, which is most of what a command costs its receiver.
 */
final class SignatureArithmetic {

    private static final Logger log = LoggerFactory.getLogger(SignatureArithmetic.class);

    private static final @Nullable Provider NATIVE = findNative();

    private SignatureArithmetic() {}

    static JWSSigner signer(ECKey privateKey) throws JOSEException {
        ECDSASigner signer = new ECDSASigner(privateKey.toECPrivateKey(NATIVE), Curve.P_256);
        signer.getJCAContext().setProvider(NATIVE);
        return signer;
    }

    static JWSVerifier verifier(ECKey publicKey) throws JOSEException {
        ECDSAVerifier verifier = new ECDSAVerifier(publicKey.toECPublicKey(NATIVE));
        verifier.getJCAContext().setProvider(NATIVE);
        return verifier;
    }

    private static @Nullable Provider findNative() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable missing = provider.getLoadingError();
        if (missing != null) {
            log.info("Signatures are computed by the JDK, AWS-LC does not run here: {}", missing.toString());
            return null;
        }
        return provider;
    }
}
