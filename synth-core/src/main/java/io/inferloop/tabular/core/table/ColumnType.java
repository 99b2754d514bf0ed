package io.inferloop.tabular.core.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a column means to a model and to a metric; a user may override the detected one. */
public enum ColumnType {
    /** Whole numbers. */
    INTEGER,
    /** Numbers with decimals. */
    DECIMAL,
    /** A closed set of labels. */
    CATEGORICAL,
    /** Two labels that mean true and false. */
    BOOLEAN,
    /** Points in time, with or without a time of day. */
    DATETIME,
    /** Identifiers: unique per row, regenerated and never learned; no metric looks at them. */
    KEY;

    /** The types that a user may name, such as {@code integer, decimal}. */
    public static final String NAMES =
            Arrays.stream(values()).map(ColumnType::text).collect(Collectors.joining(", "));

    /** The type that users and records call so; empty if there is none. */
    public static Optional<ColumnType> named(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** Says to a user that a column was given a type which is none. */
    public static String unknown(String column, String text) {
        return "Column '%s': '%s' is no type; there are %s".formatted(column, text, NAMES);
    }

    /** What users and records call it: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
