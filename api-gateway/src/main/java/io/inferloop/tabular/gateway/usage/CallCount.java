package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.gateway.account.Organization;
import java.time.Instant;

/**
 * Calls of one organization in one minute.
 *
 * @param organization as it was at the last of them
 */
record CallCount(Organization organization, Instant minute, long calls) {

    CallCount plus(CallCount later) {
        return new CallCount(later.organization(), minute, calls + later.calls());
    }
}
