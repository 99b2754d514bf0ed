/**
 * How many usage events a CPU-second of the billing process takes, each counted exactly once, beside Kafka Streams counting the same bytes.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.billing;

import org.jspecify.annotations.NullMarked;
