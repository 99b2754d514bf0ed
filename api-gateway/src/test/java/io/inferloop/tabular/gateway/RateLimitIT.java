package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestServers;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RateLimitIT extends GatewayOnRealServers {

    @Test
    void aBurstIsLetInAndTheNextIsToldWhenToComeBack() throws Exception {
        FrontDoor starter = newOrganization("starter");
        for (int i = 0; i < 10; i++) {
            Answer let = starter.get("/v1/algorithms").expect(200);
            assertThat(let.header("RateLimit")).startsWith("\"burst\";r=" + (9 - i));
            assertThat(let.header("RateLimit-Policy")).contains("q=100;w=3600");
        }
        Answer refused = starter.get("/v1/algorithms").expect(429);
        assertThat(refused.text("/code")).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 36);
    }

    @Test
    void withoutRedisRequestsPassQuicklyAndAfterwardsLimitsHoldAgain() throws Exception {
        FrontDoor starter = newOrganization("starter");
        starter.get("/v1/algorithms").expect(200);
        TestServers.shared().kill(ServerKind.REDIS);
        try {
            Instant begin = Instant.now();
            for (int i = 0; i < 30; i++) {
                starter.get("/v1/algorithms").expect(200);
            }
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        } finally {
            TestServers.shared().restart(ServerKind.REDIS);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> starter.get("/v1/algorithms").status() == 429);
    }
}
