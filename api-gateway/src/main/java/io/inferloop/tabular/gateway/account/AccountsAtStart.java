package io.inferloop.tabular.gateway.account;

import io.inferloop.tabular.platform.identity.Ids;
import io.inferloop.tabular.platform.outbox.Outbox;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import io.inferloop.tabular.platform.security.CommandSignature;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** What must be known to everybody before the first request: the gateway's signing key, and the first organization. */
@Configuration(proxyBeanMethods = false)
class AccountsAtStart {

    /** Before the web server, which starts last, and before the relay, so that the key's record is there when it begins. */
    private static final int PHASE = -1_000;

    @Bean
    SmartLifecycle ownKey(ProducerKeyRegistration registration, CommandSignature signature) {
        return atStart(() -> registration.publishOwn(signature.keyId(), signature.publicJwk()));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("tabular.bootstrap.organization-id")
    @EnableConfigurationProperties(BootstrapProperties.class)
    static class FirstOrganization {

        @Bean
        SmartLifecycle firstOrganization(
                BootstrapProperties wanted,
                PlanCatalogue plans,
                TransactionOperations transactions,
                Accounts accounts,
                AccountEvents events,
                Outbox outbox,
                Ids ids,
                Clock clock) {
            Bootstrap bootstrap = new Bootstrap(transactions, accounts, events, outbox, ids, clock);
            return atStart(() -> bootstrap.run(wanted, plans));
        }
    }

    private static SmartLifecycle atStart(Runnable task) {
        return new SmartLifecycle() {
            private boolean running;

            @Override
            public void start() {
                task.run();
                running = true;
            }

            @Override
            public void stop() {
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return PHASE;
            }
        };
    }
}
