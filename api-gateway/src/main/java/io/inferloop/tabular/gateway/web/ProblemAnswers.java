package io.inferloop.tabular.gateway.web;

import io.inferloop.tabular.platform.failure.FailureKind;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.platform.failure.TabularException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever goes wrong into a problem that names the request and shows nothing of the inside. */
@RestControllerAdvice
class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ApiProblem problem, HttpServletRequest request) {
        if (problem.status().is5xxServerError()) {
            log.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), problem.detail(), problem.getCause());
        }
        ResponseEntity<ProblemDetail> answer = answer(
                request, problem.status(), problem.headers(), problem.code(), problem.detail(), problem.mistakes());
        ProblemDetail body = answer.getBody();
        if (body != null) {
            problem.limit().ifPresent(limit -> {
                body.setType(limit.type());
                body.setProperty("violated-policies", limit.violatedPolicies());
            });
        }
        return answer;
    }

    /** The database is away or changes hands: nothing was done, the caller may come back with the same key. */
    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        TransactionSystemException.class,
        SQLTransientConnectionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception failure, HttpServletRequest request) {
        return refused(
                ApiProblem.unavailable(
                        "database_unavailable", "The database does not answer. Nothing was lost; try again.", failure),
                request);
    }

    /** A decision of the platform: bad input is the caller's, something that is away is nobody's. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> known(TabularException failure, HttpServletRequest request) {
        return refused(
                switch (failure) {
                    case RejectedException rejected ->
                        ApiProblem.unprocessable(rejected.code(), String.valueOf(rejected.getMessage()));
                    case RetryableException away ->
                        ApiProblem.unavailable(
                                away.code(), "Something that the service needs does not answer. Try again.", away);
                },
                request);
    }

    /** The caller went away in the middle: nobody is left to answer. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> broken(IOException failure, HttpServletRequest request) {
        log.info("{} {}: the connection broke: {}", request.getMethod(), request.getRequestURI(), failure.toString());
        return answer(
                request,
                HttpStatus.BAD_REQUEST,
                HttpHeaders.EMPTY,
                "connection_broken",
                "The request's body ended before it was complete.",
                List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bug(Exception failure, HttpServletRequest request) {
        if (FailureKind.of(failure) == FailureKind.RETRYABLE) {
            return refused(
                    ApiProblem.unavailable(
                            "unavailable", "Something that the service needs does not answer. Try again.", failure),
                    request);
        }
        log.error("{} {}: not foreseen", request.getMethod(), request.getRequestURI(), failure);
        return answer(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR,
                HttpHeaders.EMPTY,
                "internal_error",
                "Something went wrong on our side. The request id leads us to it.",
                List.of());
    }

    /** What the framework refuses: unknown paths, methods, media types, parameters. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest http = ((ServletWebRequest) request).getRequest();
        String detail = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : "The request cannot be served.";
        if (status.is5xxServerError()) {
            log.error("{} {}: not foreseen", http.getMethod(), http.getRequestURI(), failure);
        }
        ProblemDetail problem = ProblemBody.of(http, status, ProblemBody.codeOf(status), detail, List.of());
        return super.handleExceptionInternal(failure, problem, asProblem(headers), status, request);
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpServletRequest request,
            HttpStatus status,
            HttpHeaders headers,
            String code,
            String detail,
            List<Mistake> mistakes) {
        return ResponseEntity.status(status)
                .headers(asProblem(headers))
                .body(ProblemBody.of(request, status, code, detail, mistakes));
    }

    private static HttpHeaders asProblem(HttpHeaders headers) {
        HttpHeaders problem = new HttpHeaders();
        problem.putAll(headers);
        problem.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return problem;
    }
}
