package io.inferloop.tabular.benchmarks.quality;

import java.util.List;
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
        MISSING("missing rates off by at most, points", "%.2f"),
        ACCURACY("accuracy (columns, pairs, triples)", "%.4f"),
        DISCRIMINATOR("discriminator AUC", "%.3f"),
        CLOSER("closer to a learned row than to one held out, share", "%.3f", Reference.BOTH_HALVES),
        UTILITY("trained on it, asked about the other half", "%.4f", Reference.BOTH_HALVES);

        private final String title;
        private final String format;
        private final List<Reference> references;

        Measure(String title, String format) {
            this(title, format, Reference.TRAINING_HALF, Reference.OTHER_HALF);
        }

        Measure(String title, String format, Reference... references) {
            this.title = title;
            this.format = format;
            this.references = List.of(references);
        }

        /** What it is measured against, one after the other. */
        List<Reference> references() {
            return references;
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
        OTHER_HALF("other half"),
        BOTH_HALVES("both");

        private final String title;

        Reference(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
