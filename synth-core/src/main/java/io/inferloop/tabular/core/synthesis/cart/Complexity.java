package io.inferloop.tabular.core.synthesis.cart;

/**
 * How far a tree may be grown: the least {@link Split#evidence evidence} for a split. Chosen by rows that the tree has not
 * seen, in three degrees of detail (Breiman et al. 1984, 3.4.3).
 *
 * @param finest for a column that unseen rows show to depend on others, the least threshold within one standard error of the
 *     best, since a split that does no harm to one column may carry another's dependence, and at most {@value
 *     #BEYOND_CHANCE}, since such a split is likely real even where its leaves have too few rows of rare labels to please
 *     them. For any other column the best
 * @param best where unseen rows are likeliest
 * @param simplest the greatest threshold within one standard error of the best
 */
record Complexity(double finest, double best, double simplest) {

    /** The first is the root alone. */
    private static final double[] CANDIDATES = {Double.POSITIVE_INFINITY, 20, 12, 8, 6, 5, 4.5, 4, 3.5, 3, 2.5, 2};

    /** About chance's best of the cuts of one node. */
    private static final double BEYOND_CHANCE = 3;

    /** A tree grown to this threshold holds the trees of all candidates. */
    static final double LEAST = CANDIDATES[CANDIDATES.length - 1];

    /** For tables too small to hold rows out. */
    static final Complexity CAUTIOUS = new Complexity(4, 4, 4);

    /** The three degrees, from the most detail to the least. */
    enum Detail {
        FINEST,
        BEST,
        SIMPLEST
    }

    double of(Detail detail) {
        return switch (detail) {
            case FINEST -> finest;
            case BEST -> best;
            case SIMPLEST -> simplest;
        };
    }

    /**
     * Chooses for one tree.
     *
     * @param tree grown to {@link #LEAST} from other rows
     * @param heldOut rows with a known code
     */
    static Complexity choose(Tree tree, byte[][] questions, CodedColumn target, int[] heldOut) {
        // Each row's log likelihood under each candidate, against that of the root.
        float[][] likelihood = new float[CANDIDATES.length][heldOut.length];
        for (int i = 0; i < heldOut.length; i++) {
            int row = heldOut[i];
            int node = 0;
            float sum = 0;
            int candidate = 0;
            while (candidate < CANDIDATES.length) {
                if (tree.isLeaf(node) || tree.evidence()[node] < CANDIDATES[candidate]) {
                    likelihood[candidate++][i] = sum;
                } else {
                    int rowClass = tree.classes()[node].of(target.codes()[row]);
                    node = tree.next(node, questions, row);
                    sum += tree.lift()[node][rowClass];
                }
            }
        }
        int best = 0;
        for (int i = 1; i < likelihood.length; i++) {
            if (Difference.of(likelihood[i], likelihood[best]).mean() > 0) {
                best = i;
            }
        }
        int finest = likelihood.length - 1;
        while (isWorse(likelihood, finest, best)) {
            finest--;
        }
        int simplest = 0;
        while (isWorse(likelihood, simplest, best)) {
            simplest++;
        }
        boolean dependent = simplest > 0;
        double allowed = dependent ? Math.min(BEYOND_CHANCE, CANDIDATES[finest]) : CANDIDATES[best];
        return new Complexity(allowed, CANDIDATES[best], CANDIDATES[simplest]);
    }

    private static boolean isWorse(float[][] likelihood, int candidate, int best) {
        Difference loss = Difference.of(likelihood[best], likelihood[candidate]);
        return candidate != best && loss.mean() > loss.standardError();
    }

    /** Of paired observations. */
    private record Difference(double mean, double standardError) {

        static Difference of(float[] left, float[] right) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < left.length; i++) {
                double difference = (double) left[i] - right[i];
                sum += difference;
                squares += difference * difference;
            }
            int count = Math.max(1, left.length);
            double mean = sum / count;
            return new Difference(mean, Math.sqrt(Math.max(0, squares / count - mean * mean) / count));
        }
    }
}
