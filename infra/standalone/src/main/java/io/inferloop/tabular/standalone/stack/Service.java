package io.inferloop.tabular.standalone.stack;

import java.util.List;

/** Our services, in the order of their ports, each with what a laptop can spare for it. */
enum Service {
    API_GATEWAY("api-gateway", "-Xmx384m"),
    JOB_ORCHESTRATOR("job-orchestrator", "-Xmx256m"),
    SYNTH_WORKER("synth-worker", "-Xmx1536m"),
    VALIDATION_WORKER("validation-worker", "-Xmx1g"),
    BILLING_AGGREGATOR("billing-aggregator", "-Xmx256m");

    private final String module;
    private final String heap;

    Service(String module, String heap) {
        this.module = module;
        this.heap = heap;
    }

    /** The module's folder, which is the service's name too. */
    String module() {
        return module;
    }

    List<String> virtualMachineFlags() {
        return List.of(heap, "-XX:+UseSerialGC", "-Xss512k", "-Duser.timezone=UTC");
    }
}
