package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.table.TableSchema;

/** What a model graph's outputs are called. */
public final class OutputNames {

    /** The output of a table that has nothing to learn, since a graph without outputs is not one. */
    public static final String NOTHING = "::nothing";

    private OutputNames() {}

    /**
     * The int32 output with the codes of a categorical or boolean column, next to the output of labels that is called
     * as the column itself.
     */
    public static String codes(TableSchema schema, String column) {
        String name = column + "#code";
        while (isColumn(schema, name)) {
            name += "#";
        }
        return name;
    }

    private static boolean isColumn(TableSchema schema, String name) {
        return schema.columns().stream().anyMatch(column -> column.name().equals(name));
    }
}
