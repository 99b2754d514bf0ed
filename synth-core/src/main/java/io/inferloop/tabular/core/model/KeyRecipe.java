package io.inferloop.tabular.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.inferloop.tabular.core.personal.CheckDigits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a key column, or one of personal data, is regenerated: from the row's number and the seed alone, so no value of the table
 * is learned.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = KeyRecipe.Counting.class, name = "counting"),
    @JsonSubTypes.Type(value = KeyRecipe.Uuid.class, name = "uuid"),
    @JsonSubTypes.Type(value = KeyRecipe.Shaped.class, name = "shaped"),
    @JsonSubTypes.Type(value = KeyRecipe.Composed.class, name = "composed")
})
public sealed interface KeyRecipe {

    String column();

    /** {@code first}, {@code first + 1}, ... */
    record Counting(String column, long first) implements KeyRecipe {}

    /** Random version 4 UUIDs. */
    record Uuid(String column, boolean upperCase) implements KeyRecipe {}

    /**
     * Texts of the same shape as the table's, of models from before there were composed ones.
     *
     * @param shape {@code 0} stands for a digit, {@code A} and {@code a} for a letter, {@code \} makes the next character literal
     */
    record Shaped(String column, String shape) implements KeyRecipe {}

    /**
     * Texts put together from parts, which are missing and repeat as often as the table's. In every form one part can only be what no
     * value of the table has there, so whoever samples, with whatever seed, never makes one of them.
     *
     * @param missingShare of all rows, 0 to 1
     * @param repeats how often the values of a part of the rows repeat; their shares add up to 1
     * @param forms the ways of writing, of which every value has one; their shares add up to 1
     */
    record Composed(String column, double missingShare, List<Repeats> repeats, List<Form> forms) implements KeyRecipe {

        public Composed {
            repeats = List.copyOf(repeats);
            forms = List.copyOf(forms);
            if (repeats.isEmpty() || forms.isEmpty()) {
                throw new IllegalArgumentException("Column '%s' needs a form and a way of repeating".formatted(column));
            }
        }
    }

    /**
     * Rows that take their values from one pool.
     *
     * @param share of the rows with a value, 0 to 1
     * @param values how many different ones there are, each equally likely; 0 if every row has one of its own
     */
    record Repeats(double share, long values) {}

    /**
     * A way of writing: the parts one after the other.
     *
     * @param share of the values, 0 to 1
     * @param joiner what stands before another text of this form when all single ones are used up; null to count the rounds behind
     *     a dash instead
     */
    record Form(
            double share,
            List<Part> parts,
            CheckDigits check,
            @Nullable String joiner) {
        public Form {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("A form needs a part");
            }
        }
    }

    /** A stretch of a text. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Words.class, name = "words"),
        @JsonSubTypes.Type(value = Characters.class, name = "characters")
    })
    sealed interface Part {}

    /** One of these, each equally likely. */
    record Words(List<String> words) implements Part {
        public Words {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("A part needs a word");
            }
        }
    }

    /**
     * Characters, each of its class.
     *
     * @param shape {@code 0} stands for a digit, {@code A} and {@code a} for a letter, {@code H} and {@code h} for a hexadecimal
     *     digit, {@code \} makes the next character literal
     */
    record Characters(String shape) implements Part {}
}
