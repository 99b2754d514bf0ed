package io.inferloop.tabular.synthworker.artifact;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many models stay open after a sampling.
 *
 * @param memory most that models which nobody uses may hold together; 0 closes each at once
 */
@ConfigurationProperties("tabular.models.warm")
public record WarmModelProperties(@DefaultValue("256MB") DataSize memory) {

    public WarmModelProperties {
        if (memory.isNegative()) {
            throw new IllegalArgumentException("tabular.models.warm.memory must not be negative, got " + memory);
        }
    }
}
