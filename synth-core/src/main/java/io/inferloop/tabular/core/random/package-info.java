/**
 * Randomness that is the same everywhere: seeds that split by name and index, streams of uniform and normal numbers.
 *
 * <p>Nothing here reads a clock or the operating system's entropy.
 */
@NullMarked
package io.inferloop.tabular.core.random;

import org.jspecify.annotations.NullMarked;
