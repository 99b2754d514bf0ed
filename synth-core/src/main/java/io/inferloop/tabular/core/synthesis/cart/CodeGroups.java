package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.transform.NumericPieces;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A column's codes in fewer groups.
 *
 * @param of the group of each code
 * @param count groups, numbered from 0
 */
record CodeGroups(int[] of, int count) {

    /**
     * Groups of neighbouring pieces that hold about equally many rows; a code beyond the pieces, which stands for a
     * missing value, is a group of its own, the last.
     *
     * @param codes pieces, and one more if values are missing
     * @param most groups of pieces
     */
    static CodeGroups ofNeighbours(NumericPieces pieces, int codes, int most) {
        int[] of = new int[codes];
        int count = 0;
        int before = -1;
        for (int piece = 0; piece < pieces.count(); piece++) {
            int wanted = pieces.count() <= most ? piece : Math.min(most - 1, (int) (pieces.rank(piece) * most));
            count += wanted == before ? 0 : 1;
            before = wanted;
            of[piece] = count - 1;
        }
        if (codes > pieces.count()) {
            of[codes - 1] = count++;
        }
        return new CodeGroups(of, count);
    }

    /**
     * Each of the most frequent codes alone, and one group for all others.
     *
     * @param codes one per row, negative where unknown
     * @param size codes are from 0 to {@code size - 1}
     * @param most groups
     */
    static CodeGroups ofMostFrequent(int[] codes, int size, int most) {
        if (size <= most) {
            return new CodeGroups(IntStream.range(0, size).toArray(), size);
        }
        int[] rows = new int[size];
        for (int code : codes) {
            if (code >= 0) {
                rows[code]++;
            }
        }
        int[] frequent = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingInt(code -> -rows[code]))
                .limit(most - 1L)
                .mapToInt(code -> code)
                .toArray();
        int[] of = new int[size];
        Arrays.fill(of, most - 1);
        for (int group = 0; group < frequent.length; group++) {
            of[frequent[group]] = group;
        }
        return new CodeGroups(of, most);
    }
}
