package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree, always by the split after which the target's classes are purest (greatest drop of entropy). Ordered
 * columns are cut between two groups; labels are first put in the order of a class's share or, for an ordered target, of
 * the mean class, in which the best cut of two classes lies (Breiman et al. 1984, 4.2.2). Used once.
 */
final class TreeGrower {

    /** So many of a node's most frequent classes each give an order of labels to try. */
    private static final int CLASS_ORDERS = 3;

    private static final int MOST_DEPTH = 30;

    /** A child's shares are drawn towards its parent's as by so many rows, so that no class is impossible. */
    private static final double PARENT_ROWS = 20;

    private static final double LEAST_GAIN = 1e-12;

    private final VisitOrder order;
    private final CodedColumn target;
    private final int[] features;
    private final byte[][] questions;
    private final int[] rows;
    private final int minLeaf;
    private final double[] nLogN;
    private final Cancellation cancellation;

    private final int[] moved;
    private final byte[] classAt;
    private final byte[] classOfCode;
    private final int[] histogram;
    private final int[] inGroup;
    private final int[] present;
    private final double[] key;
    private double rootEntropy;
    private double leastGain;

    private final List<Integer> feature = new ArrayList<>();
    private final List<boolean[]> right = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Double> gain = new ArrayList<>();
    private final List<TargetClasses> classes = new ArrayList<>();
    private final List<float[]> lift = new ArrayList<>();

    /** A split to be: where it is best and what it gains. */
    private record Question(int feature, boolean[] right, double gain) {}

    /**
     * Rows {@code from .. to - 1} with their classes.
     *
     * @param shares of each class, drawn towards those of the nodes above
     */
    private record Node(int id, int from, int to, int depth, TargetClasses classes, int[] counts, double[] shares) {

        int rows() {
            return to - from;
        }
    }

    /**
     * A grower for one target.
     *
     * @param place the target's, in the order of visits
     * @param questions every column's question groups, in the order of visits
     * @param rows with a known code; owned and reordered by the grower
     * @param nLogN {@code n ln n} for each n up to the number of rows
     */
    TreeGrower(
            VisitOrder order,
            int place,
            byte[][] questions,
            int[] rows,
            int minLeaf,
            double[] nLogN,
            Cancellation cancellation) {
        this.order = order;
        this.target = order.columns().get(place);
        this.features = order.features(place);
        this.questions = questions;
        this.rows = rows;
        this.minLeaf = minLeaf;
        this.nLogN = nLogN;
        this.cancellation = cancellation;
        this.moved = new int[rows.length];
        this.classAt = new byte[rows.length];
        this.classOfCode = new byte[target.size()];
        int groups = 1
                + Arrays.stream(features)
                        .map(i -> order.columns().get(i).questions().count())
                        .max()
                        .orElse(0);
        int mostClasses = Math.max(TargetClasses.OfNode.LIMIT, target.classes().count());
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

    /**
     * Grows the tree.
     *
     * @param complexity least gain of a split, as a share of the root's entropy
     */
    Tree grow(double complexity) {
        addNode(new float[0]);
        Node root = node(0, 0, rows.length, 0, new double[0]);
        rootEntropy = entropy(root.counts(), rows.length);
        leastGain = Math.max(LEAST_GAIN, complexity * rootEntropy);
        split(root);
        return new Tree(
                feature.stream().mapToInt(i -> i).toArray(),
                right.toArray(boolean[][]::new),
                left.stream().mapToInt(i -> i).toArray(),
                gain.stream().mapToDouble(i -> i).toArray(),
                classes.toArray(TargetClasses[]::new),
                lift.toArray(float[][]::new));
    }

    private int addNode(float[] lifts) {
        feature.add(-1);
        right.add(new boolean[0]);
        left.add(-1);
        gain.add(0.0);
        classes.add(new TargetClasses.Fixed(target.classes(), false));
        lift.add(lifts);
        return left.size() - 1;
    }

    /**
     * Finds the node's classes and writes down each row's.
     *
     * @param inherited shares of the same classes, if the parent had the same
     */
    private Node node(int id, int from, int to, int depth, double[] inherited) {
        TargetClasses found = classes(from, to);
        for (int code = 0; code < classOfCode.length; code++) {
            classOfCode[code] = (byte) found.of(code);
        }
        int[] counts = new int[found.count()];
        for (int i = from; i < to; i++) {
            classAt[i] = classOfCode[target.codes()[rows[i]]];
            counts[classAt[i]]++;
        }
        return new Node(id, from, to, depth, found, counts, shares(found, counts, to - from, inherited));
    }

    private static double[] shares(TargetClasses found, int[] counts, int rows, double[] inherited) {
        boolean same = found instanceof TargetClasses.Fixed && inherited.length > 0;
        double[] shares = new double[counts.length];
        Arrays.setAll(shares, i -> same ? inherited[i] : (counts[i] + 1.0) / (rows + counts.length));
        return shares;
    }

    private TargetClasses classes(int from, int to) {
        if (!target.hasManyPieces()) {
            return new TargetClasses.Fixed(target.classes(), target.isOrdered());
        }
        int[] counts = new int[target.size()];
        for (int i = from; i < to; i++) {
            counts[target.codes()[rows[i]]]++;
        }
        return TargetClasses.OfNode.of(counts, target.missing(), to - from);
    }

    private void split(Node node) {
        double entropy = entropy(node.counts(), node.rows());
        if (node.rows() < 2 * minLeaf || entropy < leastGain || node.depth() == MOST_DEPTH) {
            return;
        }
        Question best = null;
        for (int candidate : features) {
            cancellation.throwIfCancelled();
            best = better(best, candidate, node, entropy);
        }
        if (best == null) {
            return;
        }
        int middle = partition(node, best);
        int[] leftCounts = new int[node.counts().length];
        for (int i = node.from(); i < middle; i++) {
            leftCounts[classAt[i]]++;
        }
        int[] rightCounts = new int[leftCounts.length];
        Arrays.setAll(rightCounts, i -> node.counts()[i] - leftCounts[i]);
        double[] leftShares = shares(leftCounts, middle - node.from(), node.shares());
        double[] rightShares = shares(rightCounts, node.to() - middle, node.shares());
        int child = addNode(lift(leftShares, node.shares()));
        addNode(lift(rightShares, node.shares()));
        feature.set(node.id(), best.feature());
        right.set(node.id(), best.right());
        left.set(node.id(), child);
        gain.set(node.id(), best.gain() / rootEntropy);
        classes.set(node.id(), node.classes());
        split(node(child, node.from(), middle, node.depth() + 1, leftShares));
        split(node(child + 1, middle, node.to(), node.depth() + 1, rightShares));
    }

    private static double[] shares(int[] counts, int childRows, double[] ofParent) {
        double[] shares = new double[counts.length];
        Arrays.setAll(shares, i -> (counts[i] + PARENT_ROWS * ofParent[i]) / (childRows + PARENT_ROWS));
        return shares;
    }

    private static float[] lift(double[] shares, double[] ofParent) {
        float[] lifts = new float[shares.length];
        for (int i = 0; i < lifts.length; i++) {
            lifts[i] = (float) Math.log(shares[i] / ofParent[i]);
        }
        return lifts;
    }

    private @Nullable Question better(@Nullable Question best, int candidate, Node node, double entropy) {
        int groupsPresent = fillHistogram(candidate, node);
        Question found = best;
        if (groupsPresent > 1) {
            if (order.columns().get(candidate).isOrdered()) {
                found = scan(found, candidate, groupsPresent, node, entropy);
            } else {
                found = scanLabels(found, candidate, groupsPresent, node, entropy);
            }
        }
        clearHistogram(groupsPresent, node.counts().length);
        return found;
    }

    private int fillHistogram(int candidate, Node node) {
        byte[] groups = questions[candidate];
        int width = node.counts().length;
        for (int i = node.from(); i < node.to(); i++) {
            int group = groups[rows[i]] & 0xFF;
            histogram[group * width + classAt[i]]++;
            inGroup[group]++;
        }
        int count = 0;
        int most = order.columns().get(candidate).questions().count();
        for (int group = 0; group <= most; group++) {
            if (inGroup[group] > 0) {
                present[count++] = group;
            }
        }
        return count;
    }

    private void clearHistogram(int groupsPresent, int width) {
        for (int i = 0; i < groupsPresent; i++) {
            Arrays.fill(histogram, present[i] * width, (present[i] + 1) * width, 0);
            inGroup[present[i]] = 0;
        }
    }

    private @Nullable Question scanLabels(
            @Nullable Question best, int candidate, int groupsPresent, Node node, double entropy) {
        Question found = best;
        boolean ordered = node.classes().isOrdered();
        if (ordered) {
            orderBy(groupsPresent, group -> meanClass(group, node.counts().length));
            found = scan(found, candidate, groupsPresent, node, entropy);
        }
        for (int frequent : mostFrequent(node.counts(), ordered ? 1 : CLASS_ORDERS)) {
            orderBy(
                    groupsPresent,
                    group -> (double) histogram[group * node.counts().length + frequent] / inGroup[group]);
            found = scan(found, candidate, groupsPresent, node, entropy);
        }
        return found;
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
    private @Nullable Question scan(
            @Nullable Question best, int candidate, int groupsPresent, Node node, double entropy) {
        int width = node.counts().length;
        int[] before = new int[width];
        int[] after = node.counts().clone();
        double logsBefore = 0;
        double logsAfter = logs(after);
        double most = best == null ? leastGain : best.gain();
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
            int rowsAfter = node.rows() - rowsBefore;
            if (rowsBefore >= minLeaf && rowsAfter >= minLeaf) {
                double gained = entropy - (nLogN[rowsBefore] - logsBefore + nLogN[rowsAfter] - logsAfter);
                if (gained > most) {
                    most = gained;
                    cut = i;
                }
            }
        }
        return cut < 0 ? best : new Question(candidate, sides(candidate, groupsPresent, cut, node.rows()), most);
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

    /** Puts the rows that go left before the others, both in their order; returns where the others begin. */
    private int partition(Node node, Question question) {
        byte[] groups = questions[question.feature()];
        int kept = node.from();
        int others = 0;
        for (int i = node.from(); i < node.to(); i++) {
            int row = rows[i];
            byte rowClass = classAt[i];
            if (question.right()[groups[row] & 0xFF]) {
                moved[others++] = row;
            } else {
                rows[kept] = row;
                classAt[kept++] = rowClass;
            }
        }
        System.arraycopy(moved, 0, rows, kept, others);
        return kept;
    }

    private double entropy(int[] counts, int of) {
        return nLogN[of] - logs(counts);
    }

    private double logs(int[] counts) {
        double sum = 0;
        for (int count : counts) {
            sum += nLogN[count];
        }
        return sum;
    }
}
