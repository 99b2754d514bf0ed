package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sets of one, two or three columns by index, each ascending. */
final class ColumnCombinations {

    private ColumnCombinations() {}

    /** All of them, or {@code most} different ones at random. */
    static List<int[]> of(int columns, int size, int most, RandomStream stream) {
        if (count(columns, size) <= most) {
            List<int[]> all = new ArrayList<>();
            extend(new int[size], 0, columns, all);
            return all;
        }
        Set<List<Integer>> seen = new HashSet<>();
        List<int[]> chosen = new ArrayList<>();
        while (chosen.size() < most) {
            int[] combination = new int[size];
            for (int i = 0; i < size; i++) {
                combination[i] = stream.nextInt(columns);
            }
            Arrays.sort(combination);
            List<Integer> key = Arrays.stream(combination).boxed().toList();
            if (new HashSet<>(key).size() == size && seen.add(key)) {
                chosen.add(combination);
            }
        }
        return chosen;
    }

    private static void extend(int[] begun, int place, int columns, List<int[]> all) {
        if (place == begun.length) {
            all.add(begun.clone());
            return;
        }
        for (int column = place == 0 ? 0 : begun[place - 1] + 1; column < columns; column++) {
            begun[place] = column;
            extend(begun, place + 1, columns, all);
        }
    }

    private static long count(long columns, int size) {
        long count = 1;
        for (int i = 0; i < size; i++) {
            count = count * (columns - i) / (i + 1);
        }
        return count;
    }
}
