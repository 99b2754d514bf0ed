package io.inferloop.tabular.gateway.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before the application sees it, such as a character that no URL has, in the shape of every other error.
 * Public because Tomcat makes it.
 */
public final class ConnectorProblems extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ConnectorProblems.class);
    private static final String DETAIL =
            "This cannot be read as an HTTP request. Look at the request line, where whatever is not a letter or digit may have to be percent-encoded, and at the headers.";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(response.getStatus());
        HttpStatus status = known == null ? HttpStatus.BAD_REQUEST : known;
        String requestId = UUID.randomUUID().toString();
        log.info("Request {} was refused unread: {}", requestId, status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(RequestIdFilter.HEADER, requestId);
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(JsonMapper.shared().writeValueAsString(problem(status, requestId)));
                response.finishResponse();
            }
        } catch (IOException e) {
            log.debug("Request {}: nobody is left to answer: {}", requestId, e.toString());
        }
    }

    private static Map<String, Object> problem(HttpStatus status, String requestId) {
        String code = ProblemBody.codeOf(status);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", ProblemBody.typeOf(code).toString());
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", DETAIL);
        problem.put("code", code);
        problem.put("request_id", requestId);
        return problem;
    }
}
