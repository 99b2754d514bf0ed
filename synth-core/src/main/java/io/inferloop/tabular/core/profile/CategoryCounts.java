package io.inferloop.tabular.core.profile;

import io.inferloop.tabular.core.profile.ColumnProfile.Categorical;
import io.inferloop.tabular.core.profile.ColumnProfile.OtherValues;
import io.inferloop.tabular.core.profile.ColumnProfile.ValueCount;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each label of a column occurs.
 *
 * @param counts one per label
 * @param rows missing cells included
 */
record CategoryCounts(List<String> labels, long[] counts, int rows) {

    /** A value of fewer rows could be one person's. */
    static final int MINIMUM_COUNT = 5;

    /** Most values that are named. */
    private static final int MOST_VALUES = 20;

    /** @param codes indexes into the labels, negative where missing */
    static CategoryCounts of(int[] codes, List<String> labels) {
        long[] counts = new long[labels.size()];
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        return new CategoryCounts(labels, counts, codes.length);
    }

    Categorical profile(String name, String type, long missing, double missingShare) {
        long distinct = IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .count();
        List<ValueCount> top = byFrequency()
                .filter(code -> counts[code] >= MINIMUM_COUNT)
                .limit(MOST_VALUES)
                .mapToObj(code -> new ValueCount(labels.get(code), counts[code], (double) counts[code] / rows))
                .toList();
        long named = top.stream().mapToLong(ValueCount::count).sum();
        return new Categorical(
                name,
                type,
                missing,
                missingShare,
                distinct,
                top,
                new OtherValues(distinct - top.size(), rows - missing - named));
    }

    /** Codes, the most frequent first; of equally frequent ones the first label. */
    IntStream byFrequency() {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted((a, b) -> counts[a] == counts[b]
                        ? labels.get(a).compareTo(labels.get(b))
                        : Long.compare(counts[b], counts[a]))
                .mapToInt(Integer::intValue);
    }
}
