package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.transform.CategoryPool;
import io.inferloop.tabular.core.transform.Grid;
import io.inferloop.tabular.core.transform.NumericPieces;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A column as the trees see it: each cell a code, in fine codes where it is drawn and in coarse ones where it is asked
 * about.
 *
 * @param column its place in the table's schema
 * @param codes one per row, 0 to {@code size - 1}, {@value #UNKNOWN} where the row's label is not learned
 * @param missing the code of a missing value, the last one; {@value #UNKNOWN} if none is missing
 * @param values what the other codes stand for
 * @param questions groups that a split can tell apart; few enough for a byte, with one more for the unknown
 * @param classes few groups, by which dependence between two columns is measured
 */
record CodedColumn(
        int column, int[] codes, int size, int missing, Values values, CodeGroups questions, CodeGroups classes) {

    static final int UNKNOWN = -1;

    private static final int MOST_QUESTIONS = 255;
    private static final int MOST_LABEL_CLASSES = 64;
    private static final int MOST_NUMBER_CLASSES = 16;

    /** A column of so few pieces keeps each as its class, since rare values may say most about other columns. */
    private static final int FEW_PIECES = 40;

    /** What codes stand for. */
    sealed interface Values permits Numbers, Labels {}

    /** Code {@code i} is piece {@code i}. */
    record Numbers(NumericPieces pieces) implements Values {}

    /** Code {@code i} is label {@code i}. */
    record Labels(List<String> labels) implements Values {}

    static CodedColumn of(int index, Column column, int maxPieces, int minCount) {
        return switch (column) {
            case NumericColumn numbers -> ofNumbers(index, numbers.values(), Grid.of(numbers), maxPieces, minCount);
            case DatetimeColumn times -> ofNumbers(index, times.millisOrNaN(), Grid.of(times), maxPieces, minCount);
            case BooleanColumn bool ->
                ofLabels(
                        index,
                        CategoryPool.of(List.of(bool.falseLabel(), bool.trueLabel()), bool.codes(), 0),
                        bool::isMissing);
            case CategoricalColumn labels ->
                ofLabels(index, CategoryPool.of(labels.categories(), labels.codes(), minCount), labels::isMissing);
            case KeyColumn key -> throw new IllegalArgumentException("Keys are not learned: " + key.name());
        };
    }

    private static CodedColumn ofNumbers(int index, double[] values, Grid grid, int maxPieces, int minCount) {
        NumericPieces pieces = NumericPieces.of(values, grid, maxPieces, minCount);
        boolean gaps = pieces.rows() < values.length;
        int size = pieces.count() + (gaps ? 1 : 0);
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = Double.isNaN(values[row]) ? size - 1 : pieces.piece(values[row]);
        }
        int classes = pieces.count() <= FEW_PIECES ? FEW_PIECES : MOST_NUMBER_CLASSES;
        return new CodedColumn(
                index,
                codes,
                size,
                gaps ? size - 1 : UNKNOWN,
                new Numbers(pieces),
                CodeGroups.ofNeighbours(pieces, size, MOST_QUESTIONS - 1),
                CodeGroups.ofNeighbours(pieces, size, classes));
    }

    private static CodedColumn ofLabels(int index, CategoryPool pool, IntPredicate isMissing) {
        int labels = pool.labels().size();
        int[] codes = pool.codes().clone();
        boolean gaps = false;
        for (int row = 0; row < codes.length; row++) {
            if (isMissing.test(row)) {
                codes[row] = labels;
                gaps = true;
            }
        }
        int size = labels + (gaps ? 1 : 0);
        return new CodedColumn(
                index,
                codes,
                size,
                gaps ? labels : UNKNOWN,
                new Labels(pool.labels()),
                CodeGroups.ofMostFrequent(codes, size, MOST_QUESTIONS),
                CodeGroups.ofMostFrequent(codes, size, MOST_LABEL_CLASSES));
    }

    /** Whether neighbouring codes stand for neighbouring values. */
    boolean isOrdered() {
        return values instanceof Numbers;
    }

    /** Whether the classes are groups of several pieces. */
    boolean hasManyPieces() {
        return values instanceof Numbers numbers && numbers.pieces().count() > FEW_PIECES;
    }

    /** The code of a missing value, or a code beyond all others where the model has never seen one. */
    int missingOrBeyond() {
        return missing < 0 ? size : missing;
    }

    /** The question group of a code; of one that is not known the group after the last. */
    int question(int code) {
        return code < 0 || code >= size ? questions.count() : questions.of()[code];
    }

    /** The question group of each row, as an unsigned byte. */
    byte[] questionCodes() {
        byte[] groups = new byte[codes.length];
        for (int row = 0; row < groups.length; row++) {
            groups[row] = (byte) question(codes[row]);
        }
        return groups;
    }

    /** Those of the rows whose code is known. */
    int[] known(int[] rows) {
        return IntStream.of(rows).filter(row -> codes[row] >= 0).toArray();
    }
}
