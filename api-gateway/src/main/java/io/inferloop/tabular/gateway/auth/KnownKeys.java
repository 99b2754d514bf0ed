package io.inferloop.tabular.gateway.auth;

import io.inferloop.tabular.gateway.account.Accounts;
import io.inferloop.tabular.gateway.account.ApiKeySecret;
import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.account.KeyRevoked;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Callers by their key, remembered for a few seconds so that a busy client costs the database nothing. A key revoked here is
 * forgotten at once, one revoked at another instance after {@link #REMEMBERED}. Unknown keys are not remembered.
 */
@Component
class KnownKeys {

    static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Accounts accounts;
    private final PlanCatalogue plans;
    private final Clock clock;
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    KnownKeys(Accounts accounts, PlanCatalogue plans, Clock clock) {
        this.accounts = accounts;
        this.plans = plans;
        this.clock = clock;
    }

    Optional<Caller> caller(ApiKeySecret secret) {
        byte[] hash = secret.hash();
        String key = HexFormat.of().formatHex(hash);
        Instant now = clock.instant();
        Known remembered = known.get(key);
        if (remembered != null && now.isBefore(remembered.until())) {
            return Optional.of(remembered.caller());
        }
        Optional<Caller> found = accounts.ownerOf(hash)
                .map(owner -> new Caller(
                        owner.keyId(),
                        owner.organization(),
                        plans.plan(owner.organization().plan())));
        if (known.size() >= MOST) {
            known.clear();
        }
        found.ifPresentOrElse(
                caller -> known.put(key, new Known(caller, now.plus(REMEMBERED))), () -> known.remove(key));
        return found;
    }

    @EventListener
    void forget(KeyRevoked revoked) {
        known.values().removeIf(it -> it.caller().keyId().equals(revoked.keyId()));
    }

    private record Known(Caller caller, Instant until) {}
}
