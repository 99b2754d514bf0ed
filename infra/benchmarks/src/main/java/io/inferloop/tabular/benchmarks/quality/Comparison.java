package io.inferloop.tabular.benchmarks.quality;

/**
 * One number of synthetic rows, and what other rows get in their place. A number that does not exist for a table is NaN.
 *
 * @param measure what was measured
 * @param against the rows it was measured against
 * @param synthetic of the model's rows
 * @param ceiling of real rows that are not among those measured against
 * @param permuted of the training rows with every column shuffled on its own
 */
record Comparison(Measure measure, Reference against, double synthetic, double ceiling, double permuted) {

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
