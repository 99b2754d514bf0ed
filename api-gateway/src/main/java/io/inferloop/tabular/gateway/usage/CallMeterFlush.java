package io.inferloop.tabular.gateway.usage;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Turns counted minutes into usage events, and the current one too when the service stops. A crash forgets up to a minute of calls, to the
 * customer's advantage. The id has this instance in it, new at every start, so that no two counts of a minute are taken for one.
 */
@Component
class CallMeterFlush implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CallMeterFlush.class);

    private final CallMeter meter;
    private final Consumer<Map<String, CallCount>> ledger;
    private final Clock clock;
    private final UUID instance = UUID.randomUUID();
    private volatile boolean running;

    @Autowired
    CallMeterFlush(CallMeter meter, CallLedger ledger, Clock clock) {
        this(meter, ledger::store, clock);
    }

    /** @param ledger stores all counts, by their ids, or throws and stores none */
    CallMeterFlush(CallMeter meter, Consumer<Map<String, CallCount>> ledger, Clock clock) {
        this.meter = meter;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10S")
    void flushFinishedMinutes() {
        // A few seconds late, for the calls that are being counted just now.
        flush(clock.instant().minusSeconds(5).truncatedTo(ChronoUnit.MINUTES));
    }

    private void flush(Instant before) {
        List<CallCount> counts = meter.takeBefore(before);
        if (counts.isEmpty()) {
            return;
        }
        try {
            ledger.accept(counts.stream().collect(Collectors.toMap(this::id, Function.identity())));
        } catch (RuntimeException e) {
            meter.restore(counts);
            log.warn("{} counts of calls wait for the next flush: {}", counts.size(), e.toString());
        }
    }

    private String id(CallCount count) {
        return "%s:%s:%s".formatted(instance, count.organization().id(), count.minute());
    }

    @Override
    public void start() {
        running = true;
    }

    /** Runs after the web server has stopped: it has the later phase. */
    @Override
    public void stop() {
        flush(Instant.MAX);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
