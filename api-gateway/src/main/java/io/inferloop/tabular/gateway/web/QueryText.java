package io.inferloop.tabular.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses the character U+0000 in a query: no parameter has a use for it, and PostgreSQL takes it in no text. */
public final class QueryText implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST, "bad_request", "A query parameter must not contain the character U+0000.");
        }
        return true;
    }
}
