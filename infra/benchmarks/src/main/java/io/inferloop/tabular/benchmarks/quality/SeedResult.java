package io.inferloop.tabular.benchmarks.quality;

import java.util.List;

/**
 * What one seed gave.
 *
 * @param halves every measure against each half, in the same order for every seed
 */
record SeedResult(List<Comparison> halves, WholeTable whole) {

    SeedResult {
        halves = List.copyOf(halves);
    }
}
