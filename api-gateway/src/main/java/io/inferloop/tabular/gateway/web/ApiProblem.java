package io.inferloop.tabular.gateway.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be served, told to the caller as {@code application/problem+json} (RFC 9457).
 * The code is stable and for programs, the detail for people.
 */
public final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<Mistake> mistakes;
    private final transient HttpHeaders headers = new HttpHeaders();
    private transient @Nullable LimitReached limit;

    private ApiProblem(
            HttpStatus status, String code, String detail, List<Mistake> mistakes, @Nullable Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.code = code;
        this.mistakes = List.copyOf(mistakes);
    }

    public static ApiProblem of(HttpStatus status, String code, String detail) {
        return new ApiProblem(status, code, detail, List.of(), null);
    }

    public static ApiProblem notFound(String code, String detail) {
        return of(HttpStatus.NOT_FOUND, code, detail);
    }

    public static ApiProblem notFound(String code, String detail, List<Mistake> mistakes) {
        return new ApiProblem(HttpStatus.NOT_FOUND, code, detail, mistakes, null);
    }

    public static ApiProblem unprocessable(String code, String detail) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }

    public static ApiProblem unprocessable(String code, String detail, List<Mistake> mistakes) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail, mistakes, null);
    }

    /** Something that the service needs is away; the caller should come back. */
    public static ApiProblem unavailable(String code, String detail, Throwable cause) {
        return new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of(), cause)
                .retryAfter(Duration.ofSeconds(2));
    }

    /** 429: the caller has had what it may have by these policies of its plan. */
    public static ApiProblem quotaExceeded(String code, String detail, List<String> policies) {
        ApiProblem problem = of(HttpStatus.TOO_MANY_REQUESTS, code, detail);
        problem.limit = new LimitReached(LimitReached.QUOTA_EXCEEDED, policies);
        return problem;
    }

    /** 503: this instance has no more to give at the moment, whoever asks. */
    public static ApiProblem reducedCapacity(String code, String detail, List<String> policies) {
        ApiProblem problem = of(HttpStatus.SERVICE_UNAVAILABLE, code, detail);
        problem.limit = new LimitReached(LimitReached.TEMPORARY_REDUCED_CAPACITY, policies);
        return problem;
    }

    public ApiProblem header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /** Says when to come back, rounded up to a whole second. */
    public ApiProblem retryAfter(Duration delay) {
        return header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, (delay.toMillis() + 999) / 1000)));
    }

    HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    Optional<LimitReached> limit() {
        return Optional.ofNullable(limit);
    }

    HttpHeaders headers() {
        return headers;
    }
}
