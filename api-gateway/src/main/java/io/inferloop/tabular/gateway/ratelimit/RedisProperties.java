package io.inferloop.tabular.gateway.ratelimit;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is.
 *
 * @param address such as {@code redis://127.0.0.1:6379}, or {@code rediss://} for TLS
 * @param timeout how long a request waits for Redis before it passes without a limit
 * @param pause after a failure, how long Redis is left alone
 */
@ConfigurationProperties("tabular.redis")
public record RedisProperties(
        URI address,
        @Nullable String password,
        @DefaultValue("200ms") Duration timeout,
        @DefaultValue("2s") Duration pause) {

    public RedisProperties {
        if (address == null || !"redis".equals(address.getScheme()) && !"rediss".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    "tabular.redis.address must be redis://host:port or rediss://host:port, got " + address);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("tabular.redis.timeout must be positive, got " + timeout);
        }
    }
}
