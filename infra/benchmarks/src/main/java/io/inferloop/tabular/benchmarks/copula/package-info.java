/**
 * How long {@code gaussian_copula} takes from CSV bytes to CSV bytes, and whether what it wrote is right.
 *
 * <p>How good the rows are beyond that is measured in {@code quality}.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.copula;

import org.jspecify.annotations.NullMarked;
