package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestServers;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutageIT extends GatewayOnRealServers {

    @Test
    void withoutKafkaASubmissionIsStillAcceptedAndReadable() {
        String dataset = door().dataset();
        door().post("/v1/jobs", FrontDoor.job(dataset)).expect(202);
        TestServers.shared().kill(ServerKind.KAFKA);
        try {
            Answer accepted = door().post("/v1/jobs", FrontDoor.job(dataset)).expect(202);
            door().get(accepted.header("Location")).expect(200);
        } finally {
            TestServers.shared().restart(ServerKind.KAFKA);
        }
    }

    @Test
    void withoutTheDatabaseTheAnswerIs503WithinSecondsAndAfterwardsItWorksAgain() {
        String body = FrontDoor.job(door().dataset());
        TestServers.shared().kill(ServerKind.POSTGRES);
        try {
            Instant begin = Instant.now();
            Answer refused = door().post("/v1/jobs", body).expect(503);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        } finally {
            TestServers.shared().restart(ServerKind.POSTGRES);
        }
        Awaitility.await().until(() -> door().post("/v1/jobs", body).status() == 202);
    }
}
