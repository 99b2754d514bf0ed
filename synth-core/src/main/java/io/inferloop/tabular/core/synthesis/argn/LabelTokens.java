package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.synthesis.argn.ColumnTokens.Labels;
import io.inferloop.tabular.core.transform.CategoryPool;
import io.inferloop.tabular.core.transform.Grid;
import io.inferloop.tabular.core.transform.NumberRange;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Makes labels into tokens: the frequent ones are one each. Of a column with more labels than a network can tell apart,
 * the others form groups of about equal shares, so that its cost does not grow with the labels.
 */
final class LabelTokens {

    private static final int MAX_TOKENS = 512;

    /** Of a column with too many labels so many tokens are groups. */
    private static final int GROUPS = 128;

    private LabelTokens() {}

    /** What codes of so many labels can be. */
    static NumberRange range(int labels) {
        return new NumberRange(0, Math.max(0, labels - 1), new Grid(1, 1));
    }

    /** @param missing whether each row's cell is missing; a row of the pool without a label is unknown otherwise */
    static ColumnTokens of(int column, CategoryPool pool, boolean[] missing) {
        double[] shares = pool.probabilities();
        int[] order = IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer label) -> -shares[label]))
                .mapToInt(label -> label)
                .toArray();
        int alone = order.length <= MAX_TOKENS ? order.length : MAX_TOKENS - GROUPS;
        double groupShare = 0;
        for (int place = alone; place < order.length; place++) {
            groupShare += shares[order[place]] / GROUPS;
        }
        double[] knots = new double[order.length + 1];
        int[] tokens = new int[order.length];
        int token = 0;
        for (int from = 0; from < order.length; token++) {
            double share = shares[order[from]];
            int to = from + 1;
            while (from >= alone && to < order.length && share + shares[order[to]] <= groupShare * (1 + 1e-9)) {
                share += shares[order[to++]];
            }
            double before = 0;
            for (int place = from; place < to; place++) {
                knots[place] = token + before / share;
                before += shares[order[place]];
                tokens[order[place]] = token;
            }
            from = to;
        }
        knots[order.length] = token;
        int[] codes = new int[missing.length];
        boolean hasMissing = false;
        for (int row = 0; row < codes.length; row++) {
            hasMissing |= missing[row];
            int label = pool.codes()[row];
            codes[row] = missing[row] ? token : label < 0 ? ColumnTokens.UNKNOWN : tokens[label];
        }
        return new ColumnTokens(column, codes, token + (hasMissing ? 1 : 0), hasMissing, knots, new Labels(order));
    }
}
