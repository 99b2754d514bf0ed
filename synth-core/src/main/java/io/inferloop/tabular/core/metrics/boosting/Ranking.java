package io.inferloop.tabular.core.metrics.boosting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well predictions rank the rows of a class before the others.
 *
 * @param auc the area under the ROC curve: how often a random row of the class is predicted higher than a random other one,
 *     ties counted as one half
 * @param variance of that estimate by the rows at hand (DeLong, DeLong and Clarke-Pearson 1988)
 */
public record Ranking(double auc, double variance) {

    /**
     * @param predictions one per row; only their order matters
     * @param inClass one per row
     * @throws IllegalArgumentException if there are not at least two rows of either kind
     */
    public static Ranking of(double[] predictions, boolean[] inClass) {
        Integer[] order = IntStream.range(0, predictions.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> predictions[row]));
        double members =
                IntStream.range(0, inClass.length).filter(row -> inClass[row]).count();
        double others = inClass.length - members;
        if (members < 2 || others < 2) {
            throw new IllegalArgumentException(
                    "A ranking needs two rows of either kind, got %.0f and %.0f".formatted(members, others));
        }
        double membersBelow = 0;
        double othersBelow = 0;
        double sum = 0;
        double memberSquares = 0;
        double otherSquares = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            double tiedMembers = 0;
            while (to < order.length && predictions[order[to]] == predictions[order[from]]) {
                tiedMembers += inClass[order[to++]] ? 1 : 0;
            }
            double tiedOthers = to - from - tiedMembers;
            double memberWins = (othersBelow + tiedOthers / 2) / others;
            double otherLosses = (members - membersBelow - tiedMembers / 2) / members;
            sum += tiedMembers * memberWins;
            memberSquares += tiedMembers * memberWins * memberWins;
            otherSquares += tiedOthers * otherLosses * otherLosses;
            membersBelow += tiedMembers;
            othersBelow += tiedOthers;
            from = to;
        }
        double auc = sum / members;
        double memberVariance = (memberSquares - members * auc * auc) / (members - 1);
        double otherVariance = (otherSquares - others * auc * auc) / (others - 1);
        return new Ranking(auc, Math.max(0, memberVariance / members + otherVariance / others));
    }
}
