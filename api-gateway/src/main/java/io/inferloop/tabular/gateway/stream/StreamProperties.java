package io.inferloop.tabular.gateway.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many streams there may be and how they behave.
 *
 * @param most open at this instance; default 1 000
 * @param mostPerOrganization of one organization open at this instance; default 50
 * @param heartbeat a silent stream sends a comment so often; default 15 s
 * @param lookEvery how soon changes are told that another instance received; default 1 s
 * @param longest a stream is ended after so long, so that its client comes again with its key; default 30 min
 */
@ConfigurationProperties("tabular.streams")
public record StreamProperties(
        @DefaultValue("1000") int most,
        @DefaultValue("50") int mostPerOrganization,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("30m") Duration longest) {

    public StreamProperties {
        if (most < 1 || mostPerOrganization < 1) {
            throw new IllegalArgumentException(
                    "tabular.streams.most and .most-per-organization must be at least 1, got %d and %d"
                            .formatted(most, mostPerOrganization));
        }
        if (!heartbeat.isPositive() || !lookEvery.isPositive() || !longest.isPositive()) {
            throw new IllegalArgumentException(
                    "tabular.streams.heartbeat, .look-every and .longest must be positive, got %s, %s and %s"
                            .formatted(heartbeat, lookEvery, longest));
        }
    }
}
