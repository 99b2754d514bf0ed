package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.table.TableSchema;

/** What a model graph's inputs are called: a {@code #} is added while a column, and with it an output, is called so. */
public final class InputNames {

    private InputNames() {}

    /** FLOAT [rows, noise width], independent standard normals. */
    public static String noise(TableSchema schema) {
        return OutputNames.noColumn(schema, "noise");
    }

    /**
     * DOUBLE [rows, learned columns] of a model that takes conditions, in the order of {@link TableSchema#learned}: a number,
     * milliseconds since 1970, a category's index, 0 or 1 of a boolean, NaN for a missing cell. What it holds for cells that
     * are not given means nothing.
     */
    public static String given(TableSchema schema) {
        return OutputNames.noColumn(schema, "given");
    }

    /** BOOL of the same shape: which cells are given. Those come out as they were given; the others follow them. */
    public static String isGiven(TableSchema schema) {
        return OutputNames.noColumn(schema, "is_given");
    }

    /**
     * FLOAT [1, 1] of a model whose rows can be made likelier or more varied: what logits are divided by. 1 is as learned; the nearer
     * to 0, the likelier is each cell given those made before it.
     */
    public static String temperature(TableSchema schema) {
        return OutputNames.noColumn(schema, "temperature");
    }
}
