package io.inferloop.tabular.gateway.stream;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.job.JobEvent;
import io.inferloop.tabular.gateway.job.JobEvents;
import io.inferloop.tabular.gateway.web.ApiProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/jobs/{id}/events}: a job's changes as server-sent events, from the first or from where a client left off, until the last.
 *
 * <p>A stream is its request's own virtual thread: it waits, looks and writes in plain blocking code, costs a few kilobytes while it waits,
 * and a client that does not read blocks nobody but itself. The truth is the table of events, so any instance can take up any stream.
 */
@RestController
@EnableConfigurationProperties(StreamProperties.class)
class EventStreamController {

    private static final Logger log = LoggerFactory.getLogger(EventStreamController.class);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    private final JobEvents events;
    private final OpenStreams streams;
    private final StreamProperties settings;

    EventStreamController(JobEvents events, OpenStreams streams, StreamProperties settings) {
        this.events = events;
        this.streams = streams;
        this.settings = settings;
    }

    /**
     * Everything after the event that the client had last; 204, which lets a browser stop, when that was the job's end.
     *
     * @param header as browsers send it when they come again
     * @param parameter for clients that cannot send the header
     */
    @GetMapping("/v1/jobs/{id}/events")
    void events(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
            @RequestParam(name = "last_event_id", required = false) @Nullable String parameter,
            HttpMethod method,
            HttpServletResponse response) {
        long seen = sequence(header == null ? parameter : header);
        JobEvent newest = events.newest(caller, id);
        if (newest.last() && seen >= newest.sequence()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        if (method.equals(HttpMethod.HEAD)) {
            response.setContentType(ServerSentEvents.CONTENT_TYPE);
            return;
        }
        try (var ignored = streams.take(caller.organizationId())) {
            follow(caller, id, seen, ServerSentEvents.begin(response, RECONNECT_AFTER));
        } catch (IOException e) {
            log.debug("Job {}: the client of a stream is gone or does not read: {}", id, e.toString());
        } catch (InterruptedException stopping) {
            log.debug("Job {}: a stream ends with this instance", id);
        } catch (DataAccessException e) {
            // The answer has begun, so no problem can be told in it; the client comes again and hears one.
            log.warn("Job {}: a stream ends because its events cannot be read: {}", id, e.toString());
        }
    }

    private void follow(Caller caller, UUID id, long seen, ServerSentEvents out)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + settings.longest().toNanos();
        long at = seen;
        while (System.nanoTime() < end) {
            List<JobEvent> news = events.await(caller, id, at, settings.heartbeat(), settings.lookEvery());
            if (news.isEmpty()) {
                out.heartbeat();
            }
            for (JobEvent event : news) {
                out.write(event);
                at = event.sequence();
                if (event.last()) {
                    return;
                }
            }
        }
    }

    private static long sequence(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid_last_event_id",
                    "Last-Event-ID must be the id of an event of this stream, got %s.".formatted(text));
        }
    }
}
