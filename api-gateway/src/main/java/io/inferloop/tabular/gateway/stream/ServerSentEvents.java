package io.inferloop.tabular.gateway.stream;

import io.inferloop.tabular.gateway.job.JobEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/**
 * Writes {@code text/event-stream} (HTML Living Standard, 9.2). Every method that writes also flushes, and blocks while the client does
 * not read, until the connector's timeout breaks the connection.
 */
final class ServerSentEvents {

    static final String CONTENT_TYPE = "text/event-stream;charset=UTF-8";

    private final OutputStream out;

    private ServerSentEvents(OutputStream out) {
        this.out = out;
    }

    /** Begins the answer. @param reconnectAfter how long a client that lost the stream waits before it comes again */
    static ServerSentEvents begin(HttpServletResponse response, Duration reconnectAfter) throws IOException {
        response.setContentType(CONTENT_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a buffering proxy would hold events back
        ServerSentEvents events = new ServerSentEvents(response.getOutputStream());
        events.write("retry: %d\n\n".formatted(reconnectAfter.toMillis()));
        return events;
    }

    void write(JobEvent event) throws IOException {
        write("id: %d\nevent: %s\ndata: %s\n\n".formatted(event.sequence(), event.name(), event.body()));
    }

    /** A comment, so that neither client nor proxy takes silence for a broken connection. */
    void heartbeat() throws IOException {
        write(": still here\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
