package io.inferloop.tabular.core.synthesis.cart;

import java.util.ArrayList;
import java.util.List;

/** The nodes of a tree that grows, numbered as in {@link Tree}. */
final class TreeBuilder {

    private static final TargetClasses NONE = new TargetClasses.Fixed(new CodeGroups(new int[0], 0), false);

    private final List<Split> splits = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Double> evidence = new ArrayList<>();
    private final List<TargetClasses> classes = new ArrayList<>();
    private final List<float[]> lift = new ArrayList<>();

    /** A root that is a leaf. */
    TreeBuilder() {
        addLeaf(new float[0]);
    }

    /** Gives a leaf two children, which are leaves; returns the left one. */
    int fork(int node, Split split, TargetClasses by, float[] leftLift, float[] rightLift) {
        int child = left.size();
        splits.set(node, split);
        left.set(node, child);
        classes.set(node, by);
        addLeaf(leftLift);
        addLeaf(rightLift);
        return child;
    }

    /** Says what speaks for a split. */
    void support(int node, double found) {
        evidence.set(node, found);
    }

    /** Makes the node a leaf again whose children are the last nodes. */
    void join(int node) {
        int child = left.get(node);
        if (child != left.size() - 2) {
            throw new IllegalStateException(
                    "Node %d of %d is not the last that was split".formatted(node, left.size()));
        }
        removeLast();
        removeLast();
        splits.set(node, Split.NONE);
        left.set(node, -1);
        classes.set(node, NONE);
    }

    Tree tree() {
        return new Tree(
                splits.stream().mapToInt(Split::feature).toArray(),
                splits.stream().map(Split::right).toArray(boolean[][]::new),
                left.stream().mapToInt(child -> child).toArray(),
                evidence.stream().mapToDouble(found -> found).toArray(),
                classes.toArray(TargetClasses[]::new),
                lift.toArray(float[][]::new));
    }

    private void addLeaf(float[] lifts) {
        splits.add(Split.NONE);
        left.add(-1);
        evidence.add(0.0);
        classes.add(NONE);
        lift.add(lifts);
    }

    private void removeLast() {
        splits.removeLast();
        left.removeLast();
        evidence.removeLast();
        classes.removeLast();
        lift.removeLast();
    }
}
