package io.inferloop.tabular.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The one shape of every error: RFC 9457 with {@code code}, {@code request_id} and {@code errors}. */
final class ProblemBody {

    private ProblemBody() {}

    static ProblemDetail of(
            HttpServletRequest request, HttpStatusCode status, String code, String detail, List<Mistake> mistakes) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(typeOf(code));
        problem.setInstance(URI.create(request.getRequestURI()));
        problem.setProperty("code", code);
        String requestId = RequestIdFilter.of(request);
        if (requestId != null) {
            problem.setProperty("request_id", requestId);
        }
        if (!mistakes.isEmpty()) {
            problem.setProperty("errors", mistakes);
        }
        return problem;
    }

    static URI typeOf(String code) {
        return URI.create("urn:tabular:problem:" + code);
    }

    /** A code for what the framework itself refuses, such as {@code method_not_allowed}. */
    static String codeOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "http_" + status.value() : known.name().toLowerCase(Locale.ROOT);
    }
}
