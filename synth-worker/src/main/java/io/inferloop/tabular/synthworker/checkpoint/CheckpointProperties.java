package io.inferloop.tabular.synthworker.checkpoint;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How often the state of a fit is kept.
 *
 * @param every about as much work as a crash may cost; 15 s by default, 0 keeps every state that a fit offers
 * @param maxSize larger states are not kept, and a crash costs the whole fit; 256 MB by default
 */
@Validated
@ConfigurationProperties("tabular.checkpoints")
public record CheckpointProperties(
        @NotNull @DefaultValue("15s") Duration every,
        @NotNull @DefaultValue("256MB") DataSize maxSize) {}
