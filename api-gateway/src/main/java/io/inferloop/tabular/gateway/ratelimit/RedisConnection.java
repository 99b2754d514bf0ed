package io.inferloop.tabular.gateway.ratelimit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Redisson, set so that a Redis that is away costs milliseconds: at start, during and after the outage. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisProperties.class)
class RedisConnection {

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties redis) {
        Config config = new Config();
        config.setLazyInitialization(true);
        config.setThreads(2);
        config.setNettyThreads(2);
        if (redis.password() != null && !redis.password().isBlank()) {
            config.setPassword(redis.password());
        }
        int timeoutMillis = Math.toIntExact(redis.timeout().toMillis());
        config.useSingleServer()
                .setAddress(redis.address().toString())
                .setConnectTimeout(timeoutMillis)
                .setTimeout(timeoutMillis)
                .setRetryAttempts(0)
                .setRetryDelay(new ConstantDelay(Duration.ofMillis(100)))
                .setPingConnectionInterval(Math.toIntExact(TimeUnit.SECONDS.toMillis(10)))
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(8)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(1);
        return Redisson.create(config);
    }
}
