package io.inferloop.tabular.gateway.auth;

import io.inferloop.tabular.gateway.account.ApiKeySecret;
import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets no request under {@code /v1} pass without a key that is valid now. */
@Component
public class Authentication implements HandlerInterceptor {

    private static final String CALLER = Caller.class.getName();
    private static final String SCHEME = "Bearer ";

    private final KnownKeys keys;

    Authentication(KnownKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Caller caller = secret(request)
                .flatMap(keys::caller)
                .orElseThrow(() -> unauthorized("invalid_api_key", "This API key is unknown or revoked."));
        request.setAttribute(CALLER, caller);
        MDC.put("organization", caller.organizationId().toString());
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        MDC.remove("organization");
    }

    /** The request's caller; empty where none was let in. */
    public static Optional<Caller> callerOf(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(CALLER));
    }

    private static Optional<ApiKeySecret> secret(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthorized("missing_api_key", "Send an API key in the header Authorization: Bearer tab_…");
        }
        return ApiKeySecret.parse(header.substring(SCHEME.length()).strip());
    }

    private static ApiProblem unauthorized(String code, String detail) {
        return ApiProblem.of(HttpStatus.UNAUTHORIZED, code, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tabular\"");
    }
}
