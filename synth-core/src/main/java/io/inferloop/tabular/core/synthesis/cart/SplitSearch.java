package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the split of a node after which the target's classes are purest (greatest drop of entropy, less what chance would
 * drop). Ordered columns are cut between two groups; labels are first put in the order of a class's share or, for an ordered target, of the mean class, in
 * which the best cut of two classes lies (Breiman et al. 1984, 4.2.2). Serves one tree.
 */
final class SplitSearch {

    /** So many of a node's most frequent classes each give an order of labels to try. */
    private static final int CLASS_ORDERS = 3;

    private static final double LEAST_GAIN = 1e-9;

    /** Each group of labels that means nothing adds this part of a degree to what the best two sides of them seem to show. */
    private static final double ORDERED_BY_CHANCE = 2 / Math.PI;

    private final VisitOrder order;
    private final int[] features;
    private final byte[][] questions;
    private final RowArrangement rows;
    private final int minLeaf;
    private final double[] nLogN;
    private final Cancellation cancellation;

    private final int[] histogram;
    private final int[] inGroup;
    private final int[] present;
    private final double[] key;

    /**
     * A search for the nodes of one target's tree.
     *
     * @param place the target's, in the order of visits
     * @param questions every column's question groups, in the order of visits
     * @param nLogN {@code n ln n} for each n up to the number of rows
     */
    SplitSearch(
            VisitOrder order,
            int place,
            byte[][] questions,
            RowArrangement rows,
            int minLeaf,
            double[] nLogN,
            Cancellation cancellation) {
        this.order = order;
        this.features = order.features(place);
        this.questions = questions;
        this.rows = rows;
        this.minLeaf = minLeaf;
        this.nLogN = nLogN;
        this.cancellation = cancellation;
        int groups = 1
                + Arrays.stream(features)
                        .map(i -> order.columns().get(i).questions().count())
                        .max()
                        .orElse(0);
        int mostClasses = Math.max(
                TargetClasses.OfNode.LIMIT, order.columns().get(place).classes().count());
        this.histogram = new int[groups * mostClasses];
        this.inGroup = new int[groups];
        this.present = new int[groups];
        this.key = new double[groups];
    }

    /** Tables of {@code n ln n}, 0 for n = 0, up to {@code most}. */
    static double[] nLogN(int most) {
        double[] table = new double[most + 1];
        for (int n = 2; n <= most; n++) {
            table[n] = n * Math.log(n);
        }
        return table;
    }

    /** The best split; null if none leaves enough rows on both sides and gains anything. */
    @Nullable
    Split best(NodeRows node) {
        double entropy = nLogN[node.count()] - logs(node.counts());
        if (node.count() < 2 * minLeaf || entropy < LEAST_GAIN) {
            return null;
        }
        Split best = null;
        for (int candidate : features) {
            cancellation.throwIfCancelled();
            best = better(best, candidate, node, entropy);
        }
        return best;
    }

    private @Nullable Split better(@Nullable Split best, int candidate, NodeRows node, double entropy) {
        rows.count(node, questions[candidate], inGroup, histogram);
        int groupsPresent = findPresent(candidate);
        Split found = best;
        if (groupsPresent > 1) {
            if (order.columns().get(candidate).isOrdered()) {
                found = scan(found, candidate, groupsPresent, node, entropy, degrees(node));
            } else {
                found = scanLabels(found, candidate, groupsPresent, node, entropy);
            }
        }
        forget(groupsPresent, node.counts().length);
        return found;
    }

    private int findPresent(int candidate) {
        int count = 0;
        int most = order.columns().get(candidate).questions().count();
        for (int group = 0; group <= most; group++) {
            if (inGroup[group] > 0) {
                present[count++] = group;
            }
        }
        return count;
    }

    private void forget(int groupsPresent, int width) {
        for (int i = 0; i < groupsPresent; i++) {
            Arrays.fill(histogram, present[i] * width, (present[i] + 1) * width, 0);
            inGroup[present[i]] = 0;
        }
    }

    private @Nullable Split scanLabels(
            @Nullable Split best, int candidate, int groupsPresent, NodeRows node, double entropy) {
        Split found = best;
        boolean ordered = node.classes().isOrdered();
        double degrees = degrees(node) + ORDERED_BY_CHANCE * (groupsPresent - 1);
        if (ordered) {
            orderBy(groupsPresent, group -> meanClass(group, node.counts().length));
            found = scan(found, candidate, groupsPresent, node, entropy, degrees);
        }
        for (int frequent : mostFrequent(node.counts(), ordered ? 1 : CLASS_ORDERS)) {
            orderBy(
                    groupsPresent,
                    group -> (double) histogram[group * node.counts().length + frequent] / inGroup[group]);
            found = scan(found, candidate, groupsPresent, node, entropy, degrees);
        }
        return found;
    }

    /** Degrees of freedom between two sides: one less than the node has classes. */
    private static double degrees(NodeRows node) {
        int classes = 0;
        for (int count : node.counts()) {
            classes += count > 0 ? 1 : 0;
        }
        return Math.max(1, classes - 1);
    }

    private double meanClass(int group, int width) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += (double) i * histogram[group * width + i];
        }
        return sum / inGroup[group];
    }

    private static int[] mostFrequent(int[] counts, int wanted) {
        // Of two classes the second gives the reverse of the first one's order.
        int[] frequent = new int[counts.length == 2 ? 1 : Math.min(counts.length, wanted)];
        boolean[] taken = new boolean[counts.length];
        for (int i = 0; i < frequent.length; i++) {
            int most = -1;
            for (int candidate = 0; candidate < counts.length; candidate++) {
                if (!taken[candidate] && (most < 0 || counts[candidate] > counts[most])) {
                    most = candidate;
                }
            }
            taken[most] = true;
            frequent[i] = most;
        }
        return frequent;
    }

    /** Sorts the present groups by a key, equal keys by group. */
    private void orderBy(int groupsPresent, IntToDoubleFunction keyOf) {
        for (int i = 0; i < groupsPresent; i++) {
            key[present[i]] = keyOf.applyAsDouble(present[i]);
        }
        for (int i = 1; i < groupsPresent; i++) {
            int group = present[i];
            int to = i;
            while (to > 0 && isAfter(present[to - 1], group)) {
                present[to] = present[to - 1];
                to--;
            }
            present[to] = group;
        }
    }

    private boolean isAfter(int group, int other) {
        return key[group] > key[other] || (key[group] == key[other] && group > other);
    }

    /** The best cut in the present groups' order, if it is better. */
    private @Nullable Split scan(
            @Nullable Split best, int candidate, int groupsPresent, NodeRows node, double entropy, double degrees) {
        int width = node.counts().length;
        int[] before = new int[width];
        int[] after = node.counts().clone();
        double logsBefore = 0;
        double logsAfter = logs(after);
        double most = best == null ? LEAST_GAIN : Math.max(LEAST_GAIN, best.surplus() + degrees / 2);
        int cut = -1;
        int rowsBefore = 0;
        for (int i = 0; i < groupsPresent - 1; i++) {
            int group = present[i];
            rowsBefore += inGroup[group];
            for (int c = 0, at = group * width; c < width; c++, at++) {
                int count = histogram[at];
                if (count > 0) {
                    logsBefore += nLogN[before[c] + count] - nLogN[before[c]];
                    logsAfter += nLogN[after[c] - count] - nLogN[after[c]];
                    before[c] += count;
                    after[c] -= count;
                }
            }
            int rowsAfter = node.count() - rowsBefore;
            if (rowsBefore >= minLeaf && rowsAfter >= minLeaf) {
                double gained = entropy - (nLogN[rowsBefore] - logsBefore + nLogN[rowsAfter] - logsAfter);
                if (gained > most) {
                    most = gained;
                    cut = i;
                }
            }
        }
        return cut < 0 ? best : new Split(candidate, sides(candidate, groupsPresent, cut, node.count()), most, degrees);
    }

    /** Where each question group goes; those that the node lacks go to their neighbours or, of labels, with most rows. */
    private boolean[] sides(int candidate, int groupsPresent, int cut, int nodeRows) {
        CodedColumn column = order.columns().get(candidate);
        boolean[] sides = new boolean[column.questions().count() + 1];
        if (column.isOrdered()) {
            Arrays.fill(sides, (present[cut] + present[cut + 1] + 1) / 2, sides.length, true);
            return sides;
        }
        int rowsLeft = 0;
        for (int i = 0; i <= cut; i++) {
            rowsLeft += inGroup[present[i]];
        }
        Arrays.fill(sides, 2 * rowsLeft < nodeRows);
        for (int i = 0; i < groupsPresent; i++) {
            sides[present[i]] = i > cut;
        }
        return sides;
    }

    private double logs(int[] counts) {
        double sum = 0;
        for (int count : counts) {
            sum += nLogN[count];
        }
        return sum;
    }
}
