package io.inferloop.tabular.core.metrics.privacy;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where rows lie relative to each other. The distance of two rows is the mean over the columns, keys left out, of
 *
 * <ul>
 *   <li>numbers and datetimes: the difference of their ranks among the reference's values, as a share of all of them, so
 *       that a column of any unit and skew counts alike;
 *   <li>labels: 0 if they are equal, else 1;
 *   <li>a missing cell: 0 to another one, 1 to a value.
 * </ul>
 *
 * <p>Internally each cell is one float, made so that a column's part is min(|a - b|, 1) throughout.
 */
final class DistanceSpace {

    /** Farther than 1 from every rank and label. */
    private static final float MISSING = -2;

    private final List<Axis> axes;

    private DistanceSpace(List<Axis> axes) {
        this.axes = List.copyOf(axes);
    }

    /** The space whose ranks are those of two tables of the same columns together. */
    static DistanceSpace of(Table reference, Table other) {
        List<Axis> axes = new ArrayList<>();
        for (Column column : reference.columns()) {
            String name = column.name();
            switch (column) {
                case NumericColumn unused -> axes.add(Ranks.of(column, other.column(name)));
                case DatetimeColumn unused -> axes.add(Ranks.of(column, other.column(name)));
                case CategoricalColumn unused -> axes.add(new Labels(name, new HashMap<>()));
                case BooleanColumn unused -> axes.add(new Labels(name, new HashMap<>()));
                case KeyColumn unused -> {
                    // made anew, so nothing to be near to
                }
            }
        }
        return new DistanceSpace(axes);
    }

    /** How many columns a distance is the mean of. */
    int width() {
        return axes.size();
    }

    /** The table's rows as points: {@code [column][row]}, columns of the reference in its order. */
    float[][] points(Table table) {
        return axes.stream()
                .map(axis -> axis.coordinates(table.column(axis.name())))
                .toArray(float[][]::new);
    }

    private sealed interface Axis {
        String name();

        float[] coordinates(Column column);
    }

    /** @param sorted the reference's values */
    private record Ranks(String name, double[] sorted) implements Axis {

        static Ranks of(Column column, Column other) {
            return new Ranks(
                    column.name(),
                    DoubleStream.concat(Arrays.stream(values(column)), Arrays.stream(values(other)))
                            .filter(value -> !Double.isNaN(value))
                            .sorted()
                            .toArray());
        }

        @Override
        public float[] coordinates(Column column) {
            double[] values = values(column);
            float[] ranks = new float[values.length];
            for (int row = 0; row < ranks.length; row++) {
                ranks[row] = Double.isNaN(values[row]) ? MISSING : rank(values[row]);
            }
            return ranks;
        }

        /** Equal values share the middle of their ranks; a value between two others has the rank between theirs. */
        private float rank(double value) {
            return (float) ((below(value, false) + below(value, true)) / 2.0 / Math.max(1, sorted.length));
        }

        private static double[] values(Column column) {
            return switch (column) {
                case NumericColumn numbers -> numbers.values();
                case DatetimeColumn times ->
                    IntStream.range(0, times.size())
                            .mapToDouble(row -> times.isMissing(row) ? Double.NaN : times.epochMillis()[row])
                            .toArray();
                case CategoricalColumn labels -> throw otherKind(labels);
                case BooleanColumn flags -> throw otherKind(flags);
                case KeyColumn keys -> throw otherKind(keys);
            };
        }

        /** How many values are less, or less or equal. */
        private int below(double value, boolean orEqual) {
            int from = 0;
            int to = sorted.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }
    }

    /** @param places a whole number per label; floats hold more of them exactly than a table has rows */
    private record Labels(String name, Map<String, Integer> places) implements Axis {

        @Override
        public float[] coordinates(Column column) {
            return switch (column) {
                case CategoricalColumn labels -> {
                    float[] byCode = new float[labels.categories().size()];
                    for (int code = 0; code < byCode.length; code++) {
                        byCode[code] = place(labels.categories().get(code));
                    }
                    yield cells(labels, row -> byCode[labels.codes()[row]]);
                }
                case BooleanColumn flags -> cells(flags, row -> flags.values()[row]);
                case NumericColumn numbers -> throw otherKind(numbers);
                case DatetimeColumn times -> throw otherKind(times);
                case KeyColumn keys -> throw otherKind(keys);
            };
        }

        private float place(String label) {
            return places.computeIfAbsent(label, unused -> places.size());
        }
    }

    private interface Coordinate {
        float at(int row);
    }

    private static float[] cells(Column column, Coordinate coordinate) {
        float[] cells = new float[column.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = column.isMissing(row) ? MISSING : coordinate.at(row);
        }
        return cells;
    }

    private static IllegalArgumentException otherKind(Column column) {
        return new IllegalArgumentException("Column '%s' is %s in one table and of another kind in the other"
                .formatted(column.name(), column.type()));
    }
}
