package io.inferloop.tabular.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SigningKeyTest {

    @Test
    void isAPrivateJwkForEs256() throws Exception {
        JsonNode jwk = JsonMapper.shared().readTree(SigningKey.generate(new SecureRandom()));

        assertThat(jwk.path("kty").stringValue()).isEqualTo("EC");
        assertThat(jwk.path("crv").stringValue()).isEqualTo("P-256");
        for (String member : new String[] {"x", "y", "d", "kid"}) {
            assertThat(Base64.getUrlDecoder().decode(jwk.path(member).stringValue()))
                    .as(member)
                    .hasSize(32);
        }
    }

    @Test
    void keepsTheLeadingZerosOfACoordinateAndDropsItsSign() {
        assertThat(Base64.getUrlDecoder().decode(SigningKey.encode(BigInteger.ONE)))
                .hasSize(32)
                .endsWith((byte) 1);
        assertThat(Base64.getUrlDecoder().decode(SigningKey.encode(BigInteger.ONE.shiftLeft(255))))
                .hasSize(32)
                .startsWith((byte) 0x80);
    }
}
