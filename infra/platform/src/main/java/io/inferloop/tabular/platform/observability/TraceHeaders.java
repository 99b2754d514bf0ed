package io.inferloop.tabular.platform.observability;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** W3C {@code traceparent} (Trace Context, level 1) into Kafka headers and out of them. Thread-safe. */
public final class TraceHeaders {

    public static final String TRACEPARENT = "traceparent";

    private static final Pattern FORMAT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /** A span with hundreds of links helps nobody. */
    private static final int MAX_LINKS = 16;

    private final @Nullable Tracer tracer;

    /** @param tracer null: nothing is traced, no header is set */
    public TraceHeaders(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** The header of the current span, or nothing. */
    public Map<String, byte[]> current() {
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span == null || span.isNoop()) {
            return Map.of();
        }
        TraceContext context = span.context();
        boolean sampled = Boolean.TRUE.equals(context.sampled());
        String value = "00-%s-%s-%s".formatted(context.traceId(), context.spanId(), sampled ? "01" : "00");
        return Map.of(TRACEPARENT, value.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Starts a span over work caused by records and makes it current: a child where all came from one trace's span, else linked to
     * the first few. Closing ends it.
     */
    public Scope start(String name, List<Headers> causes) {
        if (tracer == null) {
            return new Scope(null, null);
        }
        Set<String> parents = new LinkedHashSet<>();
        for (Headers headers : causes) {
            Header header = headers.lastHeader(TRACEPARENT);
            if (header != null && header.value() != null && parents.size() < MAX_LINKS) {
                parents.add(new String(header.value(), StandardCharsets.US_ASCII));
            }
        }
        Span.Builder builder = tracer.spanBuilder().name(name).kind(Span.Kind.CONSUMER);
        for (String parent : parents) {
            TraceContext context = parse(tracer, parent);
            if (context != null && parents.size() == 1) {
                builder.setParent(context);
            } else if (context != null) {
                builder.addLink(new io.micrometer.tracing.Link(context));
            }
        }
        Span span = builder.start();
        return new Scope(span, tracer.withSpan(span));
    }

    private static @Nullable TraceContext parse(Tracer tracer, String traceparent) {
        Matcher parts = FORMAT.matcher(traceparent);
        if (!parts.matches()) {
            return null;
        }
        boolean sampled = (Integer.parseInt(parts.group(3), 16) & 1) == 1;
        return tracer.traceContextBuilder()
                .traceId(parts.group(1))
                .spanId(parts.group(2))
                .sampled(sampled)
                .build();
    }

    /** A running span. */
    public static final class Scope implements AutoCloseable {

        private final @Nullable Span span;
        private final Tracer.@Nullable SpanInScope current;

        private Scope(@Nullable Span span, Tracer.@Nullable SpanInScope current) {
            this.span = span;
            this.current = current;
        }

        public void error(Throwable failure) {
            if (span != null) {
                span.error(failure);
            }
        }

        @Override
        public void close() {
            if (current != null) {
                current.close();
            }
            if (span != null) {
                span.end();
            }
        }
    }
}
