package io.inferloop.tabular.benchmarks.quality;

import java.util.Map;

/**
 * One number of every algorithm's rows, and what other rows get in their place. A number that does not exist for a table is NaN.
 *
 * @param measure what was measured
 * @param against the rows it was measured against
 * @param synthetic of the models' rows, by algorithm
 * @param ceiling of real rows that are not among those measured against
 * @param permuted of the training rows with every column shuffled on its own
 */
record Comparison(Measure measure, Reference against, Map<String, Double> synthetic, double ceiling, double permuted) {

    Comparison {
        synthetic = Map.copyOf(synthetic);
    }

    double synthetic(String algorithm) {
        return synthetic.getOrDefault(algorithm, Double.NaN);
    }

    /** What is measured, and how a page writes it. */
    enum Measure {
        SHAPES("column shapes", "%.4f"),
        TRENDS("pair trends, real edges", "%.4f"),
        TRENDS_OWN_EDGES("pair trends, own edges", "%.4f"),
        QUALITY("SDMetrics quality", "%.4f"),
        COPIES("exact copies, %", "%.3f"),
        MISSING("missing rates off by at most, points", "%.2f");

        private final String title;
        private final String format;

        Measure(String title, String format) {
            this.title = title;
            this.format = format;
        }

        String title() {
            return title;
        }

        String format() {
            return format;
        }
    }

    /** The rows that others are measured against. */
    enum Reference {
        TRAINING_HALF("training half"),
        OTHER_HALF("other half");

        private final String title;

        Reference(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
