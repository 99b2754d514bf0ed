package io.inferloop.tabular.core.table;

import com.fasterxml.jackson.annotation.JsonValue;
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
    /** Identifiers that say nothing of what they look like: regenerated and never learned; no metric looks at them. */
    KEY,
    /** Regenerated like a key, as are all that follow, each in its own way of being written. */
    EMAIL,
    PHONE,
    FIRST_NAME,
    LAST_NAME,
    FULL_NAME,
    USER_NAME,
    STREET_ADDRESS,
    COMPANY,
    /** Bank accounts of ISO 13616, check digits included. */
    IBAN,
    /** Numbers of payment cards, check digit included. */
    PAYMENT_CARD,
    /** IPv4 and IPv6. */
    IP_ADDRESS,
    MAC_ADDRESS,
    URL,
    UUID,
    /** Social security, passport, tax and other numbers that a state gives a person. */
    NATIONAL_ID;

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

    /** Whether such a column is made anew for every row: keys and whatever tells people or their things apart. */
    public boolean isRegenerated() {
        return compareTo(KEY) >= 0;
    }

    /** What users and records call it: lower case. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
