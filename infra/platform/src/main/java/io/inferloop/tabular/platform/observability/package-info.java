/**
 * Traces through Kafka headers, job ids in every log line, and the defaults that all services share.
 * Metrics of a feature live with the feature.
 */
@NullMarked
package io.inferloop.tabular.platform.observability;

import org.jspecify.annotations.NullMarked;
