package io.inferloop.tabular.core.table;

import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a learned column as a number: the number itself, milliseconds since 1970, a category's index, 0 or 1 of a boolean,
 * NaN where it is missing.
 */
public final class CellNumber {

    private static final int CATEGORIES_TO_NAME = 10;

    private CellNumber() {}

    /** What is wrong with a text as a value of the column, as a sentence for the user; empty if nothing is. */
    public static Optional<String> mistake(ColumnSchema column, @Nullable String text) {
        if (column instanceof ColumnSchema.Key) {
            String kind = column.type() == ColumnType.KEY
                    ? "a key"
                    : "personal data (%s)".formatted(column.type().text());
            return Optional.of("Column '%s' is %s: it is made anew for every row and cannot be given"
                    .formatted(column.name(), kind));
        }
        return text == null || !Double.isNaN(of(column, text))
                ? Optional.empty()
                : Optional.of("Column '%s' cannot be '%s': it has %s".formatted(column.name(), text, values(column)));
    }

    /** The number of a text, or of a missing cell; NaN, too, where the text is no value of the column, which {@link #mistake} tells. */
    public static double of(ColumnSchema column, @Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        return switch (column) {
            case ColumnSchema.Numeric numeric -> number(numeric, text);
            case ColumnSchema.Datetime datetime -> millis(datetime, text);
            case ColumnSchema.Categorical categorical -> index(categorical.categories(), text);
            case ColumnSchema.Bool bool -> truth(bool, text);
            case ColumnSchema.Key key -> Double.NaN;
        };
    }

    /** The number of a cell; a category's index is the one among the column's own categories. */
    public static double at(Column column, int row) {
        if (column.isMissing(row)) {
            return Double.NaN;
        }
        return switch (column) {
            case NumericColumn numeric -> numeric.values()[row];
            case DatetimeColumn datetime -> datetime.epochMillis()[row];
            case CategoricalColumn categorical -> categorical.codes()[row];
            case BooleanColumn bool -> bool.values()[row];
            case KeyColumn key -> throw new IllegalArgumentException("Key '%s' has no number".formatted(key.name()));
        };
    }

    private static double number(ColumnSchema.Numeric column, String text) {
        double value = NumberText.parse(text);
        return Double.isNaN(value) || NumberText.significantDecimals(text) > column.decimals() ? Double.NaN : value;
    }

    private static double millis(ColumnSchema.Datetime column, String text) {
        try {
            return DatetimeFormat.ofPattern(column.pattern()).epochMillis(text);
        } catch (DateTimeException | ArithmeticException e) {
            return Double.NaN;
        }
    }

    private static double index(List<String> categories, String text) {
        int index = categories.indexOf(text);
        return index < 0 ? Double.NaN : index;
    }

    /** The file's own labels, or the words of a program. */
    private static double truth(ColumnSchema.Bool column, String text) {
        if (text.equals(column.trueLabel())) {
            return 1;
        }
        if (text.equals(column.falseLabel())) {
            return 0;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.NaN;
        };
    }

    private static String values(ColumnSchema column) {
        return switch (column) {
            case ColumnSchema.Numeric numeric ->
                numeric.decimals() == 0
                        ? "whole numbers"
                        : "numbers with at most %d digits behind the point".formatted(numeric.decimals());
            case ColumnSchema.Datetime datetime -> "dates or times written as " + datetime.pattern();
            case ColumnSchema.Categorical categorical -> categories(categorical.categories());
            case ColumnSchema.Bool bool -> "'%s' and '%s'".formatted(bool.trueLabel(), bool.falseLabel());
            case ColumnSchema.Key key -> "keys";
        };
    }

    private static String categories(List<String> categories) {
        return categories.size() <= CATEGORIES_TO_NAME
                ? "the categories " + categories
                : "%d categories, such as %s".formatted(categories.size(), categories.subList(0, CATEGORIES_TO_NAME));
    }
}
