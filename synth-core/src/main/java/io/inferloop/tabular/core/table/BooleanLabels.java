package io.inferloop.tabular.core.table;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ways files write true and false. 1 and 0 stay numbers unless the user says otherwise. */
record BooleanLabels(String trueLabel, String falseLabel) {

    private static final List<BooleanLabels> USUAL = List.of(
            new BooleanLabels("true", "false"),
            new BooleanLabels("yes", "no"),
            new BooleanLabels("t", "f"),
            new BooleanLabels("y", "n"));

    private static final BooleanLabels DIGITS = new BooleanLabels("1", "0");

    /** The labels that a column's values are written with, null if they are no boolean. */
    static @Nullable BooleanLabels of(String[] values, boolean digitsToo) {
        if (values.length == 0 || values.length > 2) {
            return null;
        }
        for (BooleanLabels labels : USUAL) {
            BooleanLabels written = labels.as(values);
            if (written != null) {
                return written;
            }
        }
        return digitsToo ? DIGITS.as(values) : null;
    }

    private @Nullable BooleanLabels as(String[] values) {
        String first = values[0];
        boolean firstIsTrue = first.equalsIgnoreCase(trueLabel);
        if (!firstIsTrue && !first.equalsIgnoreCase(falseLabel)) {
            return null;
        }
        String expected = inCaseOf(first, firstIsTrue ? falseLabel : trueLabel);
        if (values.length == 2 && !values[1].equals(expected)) {
            return null;
        }
        return firstIsTrue ? new BooleanLabels(first, expected) : new BooleanLabels(expected, first);
    }

    private static String inCaseOf(String model, String label) {
        if (model.equals(model.toLowerCase(Locale.ROOT))) {
            return label;
        }
        if (model.equals(model.toUpperCase(Locale.ROOT))) {
            return label.toUpperCase(Locale.ROOT);
        }
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }
}
