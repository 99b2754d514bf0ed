package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RateLimitIT extends GatewayOnRealServers {

    @Test
    void aBurstIsLetInAndTheNextIsToldWhenToComeBack() throws Exception {
        FrontDoor starter = newOrganization("starter");
        for (int i = 0; i < 10; i++) {
            Answer let = starter.get("/v1/algorithms").expect(200);
            assertThat(let.header("RateLimit")).matches("\"burst\";r=%d;t=\\d+, \"jobs\";r=2".formatted(9 - i));
            assertThat(let.header("RateLimit-Policy"))
                    .isEqualTo("\"hour\";q=100;w=3600, \"burst\";q=10;w=360, \"jobs\";q=2;qu=\"concurrent-requests\"");
        }
        Answer refused = starter.get("/v1/algorithms").expect(429);
        assertThat(refused.header("RateLimit")).startsWith("\"burst\";r=0;t=");
        assertThat(refused.header("RateLimit-Policy")).contains("\"burst\";q=10");
        assertThat(refused.text("/type")).isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(refused.text("/violated-policies/0")).isEqualTo("burst");
        assertThat(refused.text("/code")).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 36);
    }

    @Test
    void theJobsOnTheirWayTakeThePlansPlaces() throws Exception {
        FrontDoor professional = newOrganization("professional");
        String dataset = professional.dataset();
        for (int i = 0; i < 3; i++) {
            String id = professional.post("/v1/jobs", FrontDoor.job(dataset)).text("/id");
            jdbc.sql("UPDATE job SET state = ? WHERE id = ?")
                    .params(i == 0 ? "QUEUED" : "RUNNING", UUID.fromString(id))
                    .update();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(professional.get("/v1/jobs").header("RateLimit"))
                        .endsWith("\"jobs\";r=8"));
        assertThat(door().get("/v1/jobs").header("RateLimit-Policy"))
                .as("unlimited")
                .isEmpty();
    }

    @Test
    void withoutRedisRequestsPassQuicklyAndAfterwardsLimitsHoldAgain() throws Exception {
        FrontDoor starter = newOrganization("starter");
        starter.get("/v1/algorithms").expect(200);
        TestServers.shared().kill(ServerKind.REDIS);
        try {
            Instant begin = Instant.now();
            for (int i = 0; i < 30; i++) {
                Answer let = starter.get("/v1/algorithms").expect(200);
                assertThat(let.header("RateLimit")).doesNotContain("burst");
            }
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        } finally {
            TestServers.shared().restart(ServerKind.REDIS);
        }
        Awaitility.await().until(() -> starter.get("/v1/algorithms").status() == 429);
    }
}
