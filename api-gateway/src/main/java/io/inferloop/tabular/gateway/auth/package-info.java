/**
 * Who is calling: the API key of a request turned into a caller.
 * Not here: how keys are made and revoked (account).
 */
@NullMarked
package io.inferloop.tabular.gateway.auth;

import org.jspecify.annotations.NullMarked;
