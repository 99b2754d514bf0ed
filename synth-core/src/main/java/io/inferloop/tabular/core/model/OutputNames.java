package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.TableSchema;

/** What a model graph's outputs are called. */
public final class OutputNames {

    /** The output of a table that has nothing to learn, since a graph without outputs is not one. */
    public static final String NOTHING = "::nothing";

    private OutputNames() {}

    /**
     * The output with the values or labels of a column: called as the column itself, or {@code ::position} (from 0) where
     * ONNX Runtime's Java binding could not ask for it, since it garbles NUL and what is beyond U+FFFF.
     */
    public static String values(TableSchema schema, String column) {
        return column.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))
                ? column
                : noColumn(schema, "::" + position(schema, column));
    }

    /** The int32 output with the codes of a categorical or boolean column, next to the output of its labels. */
    public static String codes(TableSchema schema, String column) {
        return noColumn(schema, values(schema, column) + "#code");
    }

    /**
     * DOUBLE [rows] of a model that knows it: how likely the given cells are, all of which have to be given, as the log in nats of the
     * probability of making that row. A column of numbers counts with the probability of a step of its grid.
     */
    public static String logLikelihood(TableSchema schema) {
        return noColumn(schema, "log_likelihood");
    }

    private static int position(TableSchema schema, String column) {
        return schema.columns().stream().map(ColumnSchema::name).toList().indexOf(column);
    }

    /** The name with a {@code #} for each that keeps it apart from every column. */
    static String noColumn(TableSchema schema, String name) {
        return isColumn(schema, name) ? noColumn(schema, name + "#") : name;
    }

    private static boolean isColumn(TableSchema schema, String name) {
        return schema.columns().stream().anyMatch(column -> column.name().equals(name));
    }
}
