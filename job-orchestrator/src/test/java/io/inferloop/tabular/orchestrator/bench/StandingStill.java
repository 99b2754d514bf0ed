package io.inferloop.tabular.orchestrator.bench;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** Starts no consumer, relay, scheduler or sweep: a test takes every step itself. */
@TestConfiguration(proxyBeanMethods = false)
public class StandingStill {

    @Bean
    DefaultLifecycleProcessor lifecycleProcessor() {
        return new DefaultLifecycleProcessor() {
            @Override
            public void onRefresh() {
                // Nothing is started.
            }

            @Override
            public void onRestart() {
                // Nothing is started when the cached context comes to a next test either.
            }
        };
    }

    @Bean
    Workbench workbench() {
        return new Workbench();
    }
}
