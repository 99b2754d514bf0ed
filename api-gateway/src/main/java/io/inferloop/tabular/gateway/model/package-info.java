/**
 * Models that generations and trainings have fitted: to list, to download, to sample, to delete. A model has the id of its job.
 * Not here: how they are fitted (synth-worker) and the jobs themselves (job).
 */
@NullMarked
package io.inferloop.tabular.gateway.model;

import org.jspecify.annotations.NullMarked;
