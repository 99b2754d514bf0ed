/**
 * The three kinds of failure, decided once for every service.
 * No handling: retrying, answering and alerting belong to whoever catches.
 */
@NullMarked
package io.inferloop.tabular.platform.failure;

import org.jspecify.annotations.NullMarked;
