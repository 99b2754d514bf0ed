/**
 * The job aggregate with its transitions, and the table that keeps it.
 * No Kafka here: records come in through consume and admission, and go out through publish.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.job;

import org.jspecify.annotations.NullMarked;
