package io.inferloop.tabular.orchestrator.bench;

import io.inferloop.tabular.orchestrator.JobOrchestrator;
import io.inferloop.tabular.testsupport.TestServers;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The base of tests on the workbench; every test begins with empty tables. */
@SpringBootTest(
        classes = {JobOrchestrator.class, StandingStill.class},
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "tabular.registry.url=http://127.0.0.1:1",
            "tabular.registry.serializer=io.inferloop.tabular.orchestrator.bench.PlainAvroSerializer",
            "tabular.registry.deserializer=io.inferloop.tabular.orchestrator.bench.PlainAvroDeserializer",
            "tabular.orchestrator.schedule.ready-depth=8",
            "logging.level.org.apache.kafka=OFF"
        })
public abstract class OnTheWorkbench {

    @Autowired
    protected Workbench bench;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        var database = TestServers.shared().freshDatabase();
        properties.add("spring.datasource.url", database::jdbcUrl);
        properties.add("spring.datasource.username", database::user);
        properties.add("spring.datasource.password", database::password);
    }

    @BeforeEach
    void clear() {
        bench.clear();
    }
}
