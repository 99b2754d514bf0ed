/**
 * Organizations, their plans, API keys and producer keys, and the records that publish them.
 * Not here: what a request may do with a key (auth, ratelimit).
 */
@NullMarked
package io.inferloop.tabular.gateway.account;

import org.jspecify.annotations.NullMarked;
