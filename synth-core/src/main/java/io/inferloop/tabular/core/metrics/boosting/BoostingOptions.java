package io.inferloop.tabular.core.metrics.boosting;

/**
 * How trees are grown. The defaults are those of scikit-learn's histogram boosting.
 *
 * @param trees at least 1
 * @param leaves most of one tree, at least 2
 * @param depth most splits between root and leaf, at least 1
 * @param leafRows least rows of a leaf, at least 1
 * @param learningRate what every tree's answer is multiplied with
 * @param featureShare in (0, 1]: of how many features, chosen anew at each split, the best is taken
 * @param seed of that choice
 */
public record BoostingOptions(
        int trees, int leaves, int depth, int leafRows, double learningRate, double featureShare, long seed) {

    public BoostingOptions {
        if (trees < 1 || leaves < 2 || depth < 1 || leafRows < 1) {
            throw new IllegalArgumentException(
                    "trees, depth and leafRows start at 1 and leaves at 2, got %d, %d, %d and %d"
                            .formatted(trees, depth, leafRows, leaves));
        }
        if (!(learningRate > 0) || !(featureShare > 0 && featureShare <= 1)) {
            throw new IllegalArgumentException("learningRate must be positive and featureShare in (0, 1], got %s and %s"
                    .formatted(learningRate, featureShare));
        }
    }

    public static BoostingOptions defaults(long seed) {
        return new BoostingOptions(100, 31, Integer.MAX_VALUE, 20, 0.1, 1, seed);
    }

    /** What mostlyai-qa's discriminator uses: fewer, finer trees that see half of the features at a time. */
    public static BoostingOptions discriminator(long seed) {
        return new BoostingOptions(50, 31, 10, 5, 0.1, 0.5, seed);
    }
}
