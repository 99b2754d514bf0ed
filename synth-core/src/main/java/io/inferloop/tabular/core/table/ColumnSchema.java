package io.inferloop.tabular.core.table;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** One column of a {@link TableSchema}: its type and the way its values are written. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ColumnSchema.Numeric.class, name = "numeric"),
    @JsonSubTypes.Type(value = ColumnSchema.Categorical.class, name = "categorical"),
    @JsonSubTypes.Type(value = ColumnSchema.Bool.class, name = "boolean"),
    @JsonSubTypes.Type(value = ColumnSchema.Datetime.class, name = "datetime"),
    @JsonSubTypes.Type(value = ColumnSchema.Key.class, name = "key")
})
public sealed interface ColumnSchema {

    String name();

    ColumnType type();

    /**
     * Numbers.
     *
     * @param decimals the most significant digits behind the point; 0 for whole numbers
     * @param minDecimals the fewest digits behind the point that a value is written with, trailing zeros included:
     *     1 where a file writes 7.0 beside 2.15, 2 where it writes 7.00
     */
    record Numeric(String name, int decimals, int minDecimals) implements ColumnSchema {
        @Override
        public ColumnType type() {
            return decimals == 0 ? ColumnType.INTEGER : ColumnType.DECIMAL;
        }
    }

    /**
     * A closed set of labels.
     *
     * @param categories the labels, in order of first appearance
     */
    record Categorical(String name, List<String> categories) implements ColumnSchema {
        public Categorical {
            categories = List.copyOf(categories);
        }

        @Override
        public ColumnType type() {
            return ColumnType.CATEGORICAL;
        }
    }

    /** Two labels that mean true and false, as the file writes them. */
    record Bool(String name, String trueLabel, String falseLabel) implements ColumnSchema {
        @Override
        public ColumnType type() {
            return ColumnType.BOOLEAN;
        }
    }

    /**
     * Points in time, all written alike.
     *
     * @param pattern a {@link java.time.format.DateTimeFormatter} pattern that every value fits
     */
    record Datetime(String name, String pattern) implements ColumnSchema {
        @Override
        public ColumnType type() {
            return ColumnType.DATETIME;
        }
    }

    /**
     * Identifiers and personal data.
     *
     * @param type one that {@linkplain ColumnType#isRegenerated is regenerated}; in descriptions from before there were several,
     *     {@link ColumnType#KEY}
     */
    record Key(String name, ColumnType type) implements ColumnSchema {

        public Key {
            type = Objects.requireNonNullElse(type, ColumnType.KEY);
            if (!type.isRegenerated()) {
                throw new IllegalArgumentException("Column '%s' is no key but %s".formatted(name, type.text()));
            }
        }

        /** Identifiers of no particular kind. */
        public Key(String name) {
            this(name, ColumnType.KEY);
        }
    }
}
