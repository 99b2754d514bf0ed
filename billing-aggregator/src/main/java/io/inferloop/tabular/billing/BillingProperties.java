package io.inferloop.tabular.billing;

import io.inferloop.tabular.billing.usage.UsageWindow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param priceBook YAML file of price books; its new versions are published at start. {@code classpath:price-book.yaml}
 * @param draftInterval how long changes of a month are collected before its draft is written; 1 s
 * @param usageAhead how far an event's time may be ahead of its arrival; 5 min
 * @param usageBehind how far it may be behind; older usage goes to review; 100 days
 */
@Validated
@ConfigurationProperties("tabular.billing")
record BillingProperties(
        @DefaultValue("classpath:price-book.yaml") @NotNull Resource priceBook,
        @DefaultValue("1s") @NotNull Duration draftInterval,
        @DefaultValue("5m") @NotNull Duration usageAhead,
        @DefaultValue("100d") @NotNull Duration usageBehind,
        @DefaultValue @Valid Streams streams) {

    UsageWindow usageWindow() {
        return new UsageWindow(usageAhead, usageBehind);
    }

    /**
     * How Kafka Streams runs.
     *
     * @param applicationId consumer group, transactional ids and internal topics begin with it; {@code billing-aggregator}
     * @param stateDir folder of the local stores, one per instance; rebuilt from Kafka when it is lost
     * @param threads stream threads; more than the usage topic's partitions idle; 1
     * @param standbyReplicas copies of the stores on other instances, for a fast takeover; 0
     * @param storeMemory RocksDB's memory for all stores of the process together; 64 MB
     */
    record Streams(
            @DefaultValue("billing-aggregator") @NotNull String applicationId,
            @DefaultValue("data/billing-streams") @NotNull Path stateDir,
            @DefaultValue("1") @Min(1) int threads,
            @DefaultValue("0") @Min(0) int standbyReplicas,
            @DefaultValue("64MB") @NotNull DataSize storeMemory) {}
}
