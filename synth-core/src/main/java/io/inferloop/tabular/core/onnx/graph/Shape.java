package io.inferloop.tabular.core.onnx.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The sizes of a tensor's axes, outermost first. {@link #ROWS} is the one size that is known only when a graph runs.
 *
 * @param sizes each at least 0, or {@link #ROWS}
 */
public record Shape(List<Long> sizes) {

    /** The number of records in a batch. */
    public static final long ROWS = -1;

    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape of(long... sizes) {
        List<Long> list = new ArrayList<>();
        for (long size : sizes) {
            list.add(size);
        }
        return new Shape(list);
    }

    public int rank() {
        return sizes.size();
    }

    public long size(int axis) {
        return sizes.get(axis);
    }

    /** Whether every size is known before the graph runs. */
    boolean isKnown() {
        return !sizes.contains(ROWS);
    }

    /** Number of elements of a known shape. */
    public long elements() {
        if (!isKnown()) {
            throw new IllegalArgumentException("The size of %s is known only when a graph runs".formatted(this));
        }
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    public long[] toArray() {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    /** This shape with another size along an axis. */
    Shape resized(int axis, long size) {
        List<Long> resized = new ArrayList<>(sizes);
        resized.set(axis, size);
        return new Shape(resized);
    }

    /** This shape as often as {@code size} says: with one more axis, the outermost. */
    public Shape times(long size) {
        List<Long> longer = new ArrayList<>(sizes);
        longer.addFirst(size);
        return new Shape(longer);
    }

    /** This shape with one more axis, the innermost. */
    Shape with(long size) {
        List<Long> longer = new ArrayList<>(sizes);
        longer.add(size);
        return new Shape(longer);
    }

    /**
     * The shape of an element-wise operation, by NumPy's broadcasting rule.
     *
     * @throws IllegalArgumentException if the shapes do not fit; {@link #ROWS} fits itself and 1 only
     */
    Shape broadcast(Shape other) {
        List<Long> result = new ArrayList<>();
        for (int fromEnd = 1; fromEnd <= Math.max(rank(), other.rank()); fromEnd++) {
            long mine = fromEnd <= rank() ? size(rank() - fromEnd) : 1;
            long theirs = fromEnd <= other.rank() ? other.size(other.rank() - fromEnd) : 1;
            if (mine != theirs && mine != 1 && theirs != 1) {
                throw new IllegalArgumentException("Shapes %s and %s do not broadcast".formatted(this, other));
            }
            result.add(mine == 1 ? theirs : mine);
        }
        Collections.reverse(result);
        return new Shape(result);
    }

    @Override
    public String toString() {
        return sizes.toString().replace("-1", "rows");
    }
}
