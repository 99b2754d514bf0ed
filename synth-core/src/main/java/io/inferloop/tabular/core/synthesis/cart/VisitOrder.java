package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which columns are drawn: each time the one that those before it tell most about, measured by mutual
 * information; first the one that tells most about all others. So a column comes right after what it depends on.
 *
 * @param columns in the order of their visits
 * @param information in nats, between each two places of the order
 */
record VisitOrder(List<CodedColumn> columns, double[][] information) {

    private static final int MOST_ROWS = 10_000;

    /** A tree asks about no more columns than this. */
    private static final int MOST_FEATURES = 64;

    /** @param first schema places of the columns that are visited before all others, in this order */
    static VisitOrder of(List<CodedColumn> columns, List<Integer> first, Cancellation cancellation) {
        double[][] between = information(columns, cancellation);
        int[] order = order(columns, first, between);
        double[][] ordered = new double[order.length][order.length];
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < order.length; j++) {
                ordered[i][j] = between[order[i]][order[j]];
            }
        }
        return new VisitOrder(Arrays.stream(order).mapToObj(columns::get).toList(), ordered);
    }

    /** The earlier places that tell most about one, ascending. */
    int[] features(int place) {
        return IntStream.range(0, place)
                .boxed()
                .sorted(Comparator.comparingDouble(earlier -> -information[place][earlier]))
                .limit(MOST_FEATURES)
                .mapToInt(earlier -> earlier)
                .sorted()
                .toArray();
    }

    private static int[] order(List<CodedColumn> columns, List<Integer> first, double[][] between) {
        List<Integer> visited = new ArrayList<>();
        for (int wanted : first) {
            visited.add(IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).column() == wanted)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no learned column %d to visit first".formatted(wanted))));
        }
        while (visited.size() < columns.size()) {
            List<Integer> tellers = visited.isEmpty()
                    ? IntStream.range(0, columns.size()).boxed().toList()
                    : List.copyOf(visited);
            visited.add(IntStream.range(0, columns.size())
                    .filter(candidate -> !visited.contains(candidate))
                    .boxed()
                    .max(Comparator.<Integer>comparingDouble(candidate -> told(between[candidate], tellers))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow());
        }
        return visited.stream().mapToInt(place -> place).toArray();
    }

    private static double told(double[] information, List<Integer> tellers) {
        double sum = 0;
        for (int teller : tellers) {
            sum += information[teller];
        }
        return sum;
    }

    private static double[][] information(List<CodedColumn> columns, Cancellation cancellation) {
        int count = columns.size();
        double[][] between = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                cancellation.throwIfCancelled();
                between[i][j] = information(columns.get(i), columns.get(j));
                between[j][i] = between[i][j];
            }
        }
        return between;
    }

    /** Mutual information of two columns' classes, less what independent columns show in so few rows (Miller 1955). */
    private static double information(CodedColumn left, CodedColumn right) {
        int rows = left.codes().length;
        int stride = Math.max(1, (rows + MOST_ROWS - 1) / MOST_ROWS);
        int rightClasses = right.classes().count();
        int[] both = new int[left.classes().count() * rightClasses];
        int[] ofLeft = new int[left.classes().count()];
        int[] ofRight = new int[rightClasses];
        int counted = 0;
        for (int row = 0; row < rows; row += stride) {
            int leftCode = left.codes()[row];
            int rightCode = right.codes()[row];
            if (leftCode >= 0 && rightCode >= 0) {
                int i = left.classes().of()[leftCode];
                int j = right.classes().of()[rightCode];
                both[i * rightClasses + j]++;
                ofLeft[i]++;
                ofRight[j]++;
                counted++;
            }
        }
        if (counted == 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < ofLeft.length; i++) {
            for (int j = 0; j < rightClasses; j++) {
                int rowsOfBoth = both[i * rightClasses + j];
                if (rowsOfBoth > 0) {
                    sum += rowsOfBoth * Math.log((double) rowsOfBoth * counted / ((double) ofLeft[i] * ofRight[j]));
                }
            }
        }
        double byChance = (occupied(ofLeft) - 1.0) * (occupied(ofRight) - 1.0) / 2;
        return Math.max(0, (sum - byChance) / counted);
    }

    private static long occupied(int[] counts) {
        return Arrays.stream(counts).filter(count -> count > 0).count();
    }
}
