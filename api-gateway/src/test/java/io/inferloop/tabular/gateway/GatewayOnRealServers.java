package io.inferloop.tabular.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole gateway, started once for all tests that extend this, and the doors into it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class GatewayOnRealServers {

    /** For what takes milliseconds on an idle machine; a loaded one must not fail a test. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static {
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void stack(DynamicPropertyRegistry properties) {
        Stack.configure(properties);
    }

    /** The bootstrapped organization, on the plan without a rate limit. */
    FrontDoor door() {
        return new FrontDoor(port, Stack.KEY);
    }

    /** A new organization on this plan. */
    FrontDoor newOrganization(String plan) throws Exception {
        UUID id = UUID.randomUUID();
        String key = "tab_"
                + (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "").substring(0, 43);
        jdbc.sql("INSERT INTO organization VALUES (?, 'Another', ?, 1, now(), 'UTC', 'USD')")
                .params(id, plan)
                .update();
        jdbc.sql("INSERT INTO api_key VALUES (?, ?, 'key', ?, now(), NULL)")
                .params(
                        UUID.randomUUID(),
                        id,
                        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)))
                .update();
        return new FrontDoor(port, key);
    }
}
