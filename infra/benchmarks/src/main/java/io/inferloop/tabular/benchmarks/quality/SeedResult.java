package io.inferloop.tabular.benchmarks.quality;

import java.util.List;
import java.util.Map;

/**
 * What one seed gave.
 *
 * @param halves every measure against each half, in the same order for every seed
 * @param whole models of the whole table, by algorithm
 */
record SeedResult(List<Comparison> halves, Map<String, WholeTable> whole) {

    SeedResult {
        halves = List.copyOf(halves);
        whole = Map.copyOf(whole);
    }

    WholeTable whole(String algorithm) {
        WholeTable result = whole.get(algorithm);
        if (result == null) {
            throw new IllegalArgumentException("Nothing was measured of " + algorithm);
        }
        return result;
    }
}
