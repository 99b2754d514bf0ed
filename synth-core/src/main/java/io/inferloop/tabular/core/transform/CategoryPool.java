package io.inferloop.tabular.core.transform;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a column that a model may know. Labels that too few rows carry could point at somebody: they are left
 * out, unless that would leave out a good part of the column; then they stay and share their mass evenly.
 *
 * @param labels those that the model can produce
 * @param codes index into {@code labels} per row, -1 where the row has no such label
 * @param probabilities of each label among the rows that have one
 */
public record CategoryPool(List<String> labels, int[] codes, double[] probabilities) {

    /** A column may lose this share of its values to rare labels. */
    private static final double MAX_DROPPED_SHARE = 0.1;

    /**
     * The pool of one column.
     *
     * @param codes index into {@code categories} per row, negative where missing
     * @param minCount fewer rows make a label rare
     */
    public static CategoryPool of(List<String> categories, int[] codes, int minCount) {
        int[] counts = new int[categories.size()];
        int present = 0;
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
                present++;
            }
        }
        int rareRows = 0;
        int rareLabels = 0;
        for (int count : counts) {
            if (count > 0 && count < minCount) {
                rareRows += count;
                rareLabels++;
            }
        }
        boolean drop = rareRows <= MAX_DROPPED_SHARE * present;
        int kept = drop ? present - rareRows : present;
        int[] renamed = new int[counts.length];
        List<String> labels = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            boolean rare = counts[code] < minCount;
            if (rare && (drop || counts[code] == 0)) {
                renamed[code] = -1;
                continue;
            }
            renamed[code] = labels.size();
            labels.add(categories.get(code));
            probabilities.add((rare ? (double) rareRows / rareLabels : counts[code]) / kept);
        }
        int[] learned = new int[codes.length];
        for (int row = 0; row < codes.length; row++) {
            learned[row] = codes[row] < 0 ? -1 : renamed[codes[row]];
        }
        return new CategoryPool(
                List.copyOf(labels),
                learned,
                probabilities.stream().mapToDouble(p -> p).toArray());
    }
}
