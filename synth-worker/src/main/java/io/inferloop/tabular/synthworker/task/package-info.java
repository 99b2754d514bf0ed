/**
 * Syntheses, trainings and samplings from their dispatch records to their outputs. The only package here that knows Avro, and the order of the
 * steps; how a step is done lives in {@code fit}, {@code sample} and {@code artifact}.
 */
@NullMarked
package io.inferloop.tabular.synthworker.task;

import org.jspecify.annotations.NullMarked;
