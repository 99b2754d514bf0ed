package io.inferloop.tabular.benchmarks.billing;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes usage events, sends them, some of them twice, and keeps account of what was sent. */
final class UsageJournal {

    static final String PLAN = "professional";

    private static final List<String> METERS = List.of("rows_generated", "validations", "cpu_seconds", "api_calls");
    private static final int WIRE_SCALE = 9;
    private static final int MILLIS_SCALE = 3;
    private static final long MOST_QUANTITY = 5_000;

    private final RecordSender sender;
    private final AvroCodec codec;
    private final List<UUID> organizations;
    private final int repeatEach;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<UUID, Map<String, BigDecimal>> sums = new HashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long events;
    private long records;

    /** @param repeatEach every so many events one is sent twice */
    UsageJournal(RecordSender sender, AvroCodec codec, int organizations, int repeatEach) {
        this.sender = sender;
        this.codec = codec;
        this.organizations =
                Stream.generate(UUID::randomUUID).limit(organizations).toList();
        this.repeatEach = repeatEach;
    }

    /** Sends so many different events and returns when Kafka has them and their repeats. */
    void send(long count) throws IOException, InterruptedException {
        // Whole milliseconds, as on the wire, and never ahead of the broker's clock.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (long i = 0; i < count; i++) {
            UUID organization = organizations.get(random.nextInt(organizations.size()));
            String meter = METERS.get(random.nextInt(METERS.size()));
            BigDecimal quantity = BigDecimal.valueOf(
                    1 + random.nextLong(MOST_QUANTITY), meter.equals("cpu_seconds") ? MILLIS_SCALE : 0);
            sums.computeIfAbsent(organization, none -> new TreeMap<>()).merge(meter, quantity, BigDecimal::add);
            OutboundRecord record = OutboundRecord.of(
                    Topics.USAGE,
                    organization.toString(),
                    codec.encode(Topics.USAGE, event(organization, meter, quantity, now)));
            post(record);
            if (++events % repeatEach == 0) {
                post(record);
            }
        }
        while (acknowledged.get() < records) {
            Throwable broken = failure.get();
            if (broken != null) {
                throw new IOException("Kafka did not take a usage event", broken);
            }
            Thread.sleep(1);
        }
    }

    private BillingEvent event(UUID organization, String meter, BigDecimal quantity, Instant now) {
        UUID job = new UUID(random.nextLong(), random.nextLong());
        return BillingEvent.newBuilder()
                .setOrganizationId(organization)
                .setSource("benchmark")
                .setId(job + ":" + meter)
                .setUsage(UsageRecorded.newBuilder()
                        .setMeter(meter)
                        .setQuantity(quantity.setScale(WIRE_SCALE))
                        .setOccurredAt(now)
                        .setPlan(PLAN)
                        .setPlanRevision(1)
                        .setJobId(job)
                        .build())
                .build();
    }

    private void post(OutboundRecord record) {
        records++;
        sender.send(record).whenComplete((done, broken) -> {
            if (broken != null) {
                failure.set(broken);
            }
            acknowledged.incrementAndGet();
        });
    }

    /** Different events sent so far. */
    long events() {
        return events;
    }

    /** Sums by meter of each organization. */
    Map<UUID, Map<String, BigDecimal>> sums() {
        return sums;
    }

    /** Months that the events fall into, as the ledger names them; more than one only around midnight of the first. */
    List<UUID> organizations() {
        return IntStream.range(0, organizations.size())
                .mapToObj(organizations::get)
                .toList();
    }
}
