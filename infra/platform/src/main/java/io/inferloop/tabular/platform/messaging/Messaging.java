package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What consumers are made of; one bean, so that making a consumer takes one argument. */
public record Messaging(
        KafkaClients clients,
        AvroCodec codec,
        RecordSender sender,
        DeadLetters deadLetters,
        TraceHeaders traces,
        MeterRegistry meters,
        Clock clock) {}
