package io.inferloop.tabular.gateway.web;

import java.net.URI;
import java.util.List;

/**
 * Why a request met a limit, in the words of draft-ietf-httpapi-ratelimit-headers-10.
 *
 * @param type the draft's problem type
 * @param violatedPolicies names of the policies, as {@code RateLimit-Policy} has them
 */
record LimitReached(URI type, List<String> violatedPolicies) {

    /** The caller has had what it may have. */
    static final URI QUOTA_EXCEEDED = URI.create("https://iana.org/assignments/http-problem-types#quota-exceeded");

    /** The service has less to give than usual. */
    static final URI TEMPORARY_REDUCED_CAPACITY =
            URI.create("https://iana.org/assignments/http-problem-types#temporary-reduced-capacity");

    LimitReached {
        violatedPolicies = List.copyOf(violatedPolicies);
    }
}
