/**
 * The states that interrupted fits left in the object store, for the next run of the same task to go on from, on whichever worker. What
 * a state consists of is the algorithm's matter.
 */
@NullMarked
package io.inferloop.tabular.synthworker.checkpoint;

import org.jspecify.annotations.NullMarked;
