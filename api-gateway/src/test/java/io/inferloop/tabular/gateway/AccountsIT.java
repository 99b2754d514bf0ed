package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.inferloop.tabular.gateway.FrontDoor.Answer;
import org.junit.jupiter.api.Test;

class AccountsIT extends GatewayOnRealServers {

    @Test
    void nobodyGetsInWithoutAValidKey() {
        for (String key : new String[] {"", "nonsense", "tab_" + "B".repeat(43)}) {
            Answer refused = new FrontDoor(port, key).get("/v1/algorithms").expect(401);
            assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(refused.text("/code")).isIn("missing_api_key", "invalid_api_key");
        }
    }

    @Test
    void aNewKeyOpensTheDoorUntilItIsRevoked() {
        Answer made = door().post("/v1/api-keys", "{\"name\":\"ci\"}").expect(201);
        FrontDoor other = new FrontDoor(port, made.text("/secret"));
        other.get("/v1/algorithms").expect(200);
        assertThat(door().get("/v1/api-keys").expect(200).body()).doesNotContain(made.text("/secret"));

        door().delete(made.header("Location")).expect(204);

        other.get("/v1/algorithms").expect(401);
    }

    @Test
    void aProducerKeyIsRegisteredByItsThumbprintAndNeverWithItsPrivatePart() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        Answer made = door().post(
                        "/v1/producer-keys",
                        "{\"public_jwk\":%s}".formatted(key.toPublicJWK().toJSONString()))
                .expect(201);
        assertThat(made.text("/id")).isEqualTo(key.computeThumbprint().toString());
        Answer refused = door().post("/v1/producer-keys", "{\"public_jwk\":%s}".formatted(key.toJSONString()))
                .expect(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/public_jwk/d");
        door().delete(made.header("Location")).expect(204);
    }

    @Test
    void algorithmsSayWhetherThePlanHasThem() {
        Answer list = door().get("/v1/algorithms").expect(200);
        assertThat(list.text("/algorithms/0/name")).isEqualTo("gaussian_copula");
        assertThat(list.json().at("/algorithms/0/available").booleanValue()).isTrue();
    }
}
