/**
 * How many submissions a second the gateway makes durable over REST, beside the same transaction without a gateway.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.submit;

import org.jspecify.annotations.NullMarked;
