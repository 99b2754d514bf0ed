package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The observation of one run: a timer {@code tabular.task} and a span that continues the trace of the dispatch record. */
final class DispatchObservation {

    private DispatchObservation() {}

    static Observation start(
            ObservationRegistry registry, TaskLane lane, ConsumerRecord<?, ?> record, TaskDispatch dispatch) {
        var context = new ReceiverContext<ConsumerRecord<?, ?>>(DispatchObservation::header, Kind.CONSUMER);
        context.setCarrier(record);
        return Observation.createNotStarted("tabular.task", () -> context, registry)
                .contextualName(lane.name() + " task")
                .lowCardinalityKeyValue("lane", lane.name())
                .lowCardinalityKeyValue("outcome", "unknown")
                .highCardinalityKeyValue(
                        "organization", dispatch.getOrganizationId().toString())
                .highCardinalityKeyValue("job", dispatch.getJobId().toString())
                .highCardinalityKeyValue("attempt", Integer.toString(dispatch.getAttempt()))
                .start();
    }

    static void stop(Observation observation, RunEnd end) {
        String outcome = switch (end) {
            case RunEnd.Succeeded succeeded -> "succeeded";
            case RunEnd.Failed failed -> failed.kind().name().toLowerCase(Locale.ROOT);
        };
        observation.lowCardinalityKeyValue("outcome", outcome).stop();
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
