package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.model.KeyRecipe;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.KeyColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of a column that must not come out again; they live as long as a fit looks at the column. */
final class Originals {

    /** As many values as must share a number of rows before a recipe tells of it. */
    private static final int LEAST_VALUES = 5;

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private final Map<String, Integer> rows;
    private final int missing;
    private final int size;

    private Originals(Map<String, Integer> rows, int missing, int size) {
        this.rows = rows;
        this.missing = missing;
        this.size = size;
    }

    static Originals of(KeyColumn column) {
        Map<String, Integer> rows = new HashMap<>();
        int missing = 0;
        for (@Nullable String value : column.values()) {
            if (value == null) {
                missing++;
            } else {
                rows.merge(value, 1, Integer::sum);
            }
        }
        return new Originals(rows, missing, column.size());
    }

    double missingShare() {
        return size == 0 ? 0 : (double) missing / size;
    }

    /** The different values, in no order, with their numbers of rows. */
    Map<String, Integer> rows() {
        return rows;
    }

    int distinct() {
        return rows.size();
    }

    int present() {
        return size - missing;
    }

    /** The share of the rows with a value whose value is such a one. */
    double share(Predicate<String> such) {
        long count = 0;
        for (Map.Entry<String, Integer> entry : rows.entrySet()) {
            count += such.test(entry.getKey()) ? entry.getValue() : 0;
        }
        return present() == 0 ? 0 : (double) count / present();
    }

    /** Every run of letters in any value, in lower case. */
    Set<String> words() {
        Set<String> words = new HashSet<>();
        for (String value : rows.keySet()) {
            Matcher matcher = WORD.matcher(value);
            while (matcher.find()) {
                words.add(matcher.group().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /**
     * Random numbers that nobody can draw again who does not have the whole column, so that what a recipe leaves out at random
     * cannot be told from what it leaves out because it is in the table.
     */
    RandomStream secret() {
        // A sum, since the values are in no order.
        long sum = 0;
        for (Map.Entry<String, Integer> entry : rows.entrySet()) {
            sum += new Seeds(entry.getValue()).child(entry.getKey()).value();
        }
        return new Seeds(sum).child("secret").stream();
    }

    /**
     * How often values repeat: pools of those with 2 or 3 rows, 4 to 7, and so on, each of at least {@value #LEAST_VALUES} values, as
     * far as there are so many.
     */
    List<KeyRecipe.Repeats> repeats() {
        TreeMap<Integer, long[]> byMagnitude = new TreeMap<>();
        for (int count : rows.values()) {
            long[] sums = byMagnitude.computeIfAbsent(31 - Integer.numberOfLeadingZeros(count), it -> new long[2]);
            sums[0]++;
            sums[1] += count;
        }
        List<long[]> pools = new ArrayList<>();
        long[] open = new long[2];
        for (long[] sums : byMagnitude.descendingMap().values()) {
            open = new long[] {open[0] + sums[0], open[1] + sums[1]};
            if (open[0] >= LEAST_VALUES) {
                pools.add(open);
                open = new long[2];
            }
        }
        if (open[0] > 0) {
            long[] last = pools.isEmpty() ? new long[2] : pools.removeLast();
            pools.add(new long[] {open[0] + last[0], open[1] + last[1]});
        }
        if (pools.isEmpty()) {
            return List.of(new KeyRecipe.Repeats(1, 0));
        }
        double present = present();
        return pools.stream()
                .map(pool -> new KeyRecipe.Repeats(pool[1] / present, poolSize(pool[0], pool[1])))
                .toList();
    }

    /**
     * So many values that as many draws as there are rows are expected to hit as many different ones as the table has: the P of
     * d = P (1 - (1 - 1/P)^n). 0, which is a new one for every row, where all differ.
     */
    private static long poolSize(long distinct, long rows) {
        if (distinct == rows) {
            return 0;
        }
        double low = distinct;
        double high = (double) distinct * rows + 1;
        while (high - low > 0.5) {
            double middle = (low + high) / 2;
            double expected = -middle * Math.expm1(rows * Math.log1p(-1 / middle));
            if (expected < distinct) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.round(high);
    }
}
