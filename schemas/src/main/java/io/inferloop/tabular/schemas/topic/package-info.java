/**
 * Every topic with its key, value, partitions and retention, and what it takes to make them exist: topics on a cluster,
 * schemas in a registry. No producer or consumer lives here.
 */
@NullMarked
package io.inferloop.tabular.schemas.topic;

import org.jspecify.annotations.NullMarked;
