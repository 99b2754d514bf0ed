package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether both tables have the same columns of the same kinds: the Jaccard index of their (name, kind) sets. SDMetrics
 * compares pandas' dtypes instead, so there a gap in a column of whole numbers counts as another structure; here it does
 * not.
 *
 * @param score in [0, 1]
 */
public record DataStructure(double score) {

    private record Shape(String name, Class<?> kind) {}

    static DataStructure of(Table real, Table synthetic) {
        Set<Shape> first = shapes(real);
        Set<Shape> second = shapes(synthetic);
        Set<Shape> union = new HashSet<>(first);
        union.addAll(second);
        Set<Shape> intersection = new HashSet<>(first);
        intersection.retainAll(second);
        return new DataStructure((double) intersection.size() / union.size());
    }

    private static Set<Shape> shapes(Table table) {
        return table.columns().stream()
                .map(column -> new Shape(column.name(), column.getClass()))
                .collect(Collectors.toSet());
    }
}
