package io.inferloop.tabular.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StackPortsTest {

    @Test
    void countsFromItsBaseAsTheContractSays() {
        StackPorts ports = new StackPorts(7400);

        assertThat(ports.gateway()).isEqualTo(7400);
        assertThat(ports.service(Service.BILLING_AGGREGATOR)).isEqualTo(7404);
        assertThat(ports.postgres()).isEqualTo(7410);
        assertThat(ports.kafka()).isEqualTo(7413);
        assertThat(ports.registryManagement()).isEqualTo(7416);
    }

    @Test
    void refusesABaseWhosePortsWouldLeaveTheRange() {
        assertThatThrownBy(() -> new StackPorts(65_530)).hasMessageContaining("65530");
        assertThatThrownBy(() -> new StackPorts(80)).hasMessageContaining("80");
    }
}
