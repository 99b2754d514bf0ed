package io.inferloop.tabular.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a key column is regenerated: from the row's number and the seed alone, so no key of the table is learned. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = KeyRecipe.Counting.class, name = "counting"),
    @JsonSubTypes.Type(value = KeyRecipe.Uuid.class, name = "uuid"),
    @JsonSubTypes.Type(value = KeyRecipe.Shaped.class, name = "shaped")
})
public sealed interface KeyRecipe {

    String column();

    /** {@code first}, {@code first + 1}, ... */
    record Counting(String column, long first) implements KeyRecipe {}

    /** Random version 4 UUIDs. */
    record Uuid(String column, boolean upperCase) implements KeyRecipe {}

    /**
     * Texts of the same shape as the table's.
     *
     * @param shape {@code 0} stands for a digit, {@code A} and {@code a} for a letter, {@code \} makes the next character literal
     */
    record Shaped(String column, String shape) implements KeyRecipe {}
}
