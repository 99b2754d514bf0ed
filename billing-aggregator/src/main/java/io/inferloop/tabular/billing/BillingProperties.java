package io.inferloop.tabular.billing;

import io.inferloop.tabular.billing.usage.UsageWindow;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What billing itself is told; how Kafka Streams runs is in {@code spring.kafka.streams}.
 *
 * @param priceBook YAML file of price books; its new versions are published at start. {@code classpath:price-book.yaml}
 * @param draftInterval how long changes of a month are collected before its draft is written; 1 s
 * @param usageAhead how far an event's time may be ahead of its arrival; 5 min
 * @param usageBehind how far it may be behind; older usage goes to review; 100 days
 * @param storeMemory RocksDB's memory for all stores of the process together; 64 MB
 */
@Validated
@ConfigurationProperties("tabular.billing")
record BillingProperties(
        @DefaultValue("classpath:price-book.yaml") @NotNull Resource priceBook,
        @DefaultValue("1s") @NotNull Duration draftInterval,
        @DefaultValue("5m") @NotNull Duration usageAhead,
        @DefaultValue("100d") @NotNull Duration usageBehind,
        @DefaultValue("64MB") @NotNull DataSize storeMemory) {

    UsageWindow usageWindow() {
        return new UsageWindow(usageAhead, usageBehind);
    }
}
