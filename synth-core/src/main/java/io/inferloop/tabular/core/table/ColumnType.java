package io.inferloop.tabular.core.table;

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
    KEY
}
