package io.inferloop.tabular.standalone.stack;

import java.util.UUID;

/**
 * What a data folder remembers of its stack.
 *
 * @param portBase of the last start
 * @param plan of the demo organization
 * @param organizationId made once per data folder
 */
public record StackSettings(int portBase, String plan, UUID organizationId) {

    public static final String DEFAULT_PLAN = "professional";

    public StackSettings {
        if (!plan.matches("[a-z][a-z0-9_-]*")) {
            throw new IllegalArgumentException("A plan is a lower case name, such as professional: " + plan);
        }
    }

    public StackPorts ports() {
        return new StackPorts(portBase);
    }
}
