package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.model.CharacterClass;
import io.inferloop.tabular.core.personal.CheckDigits;
import io.inferloop.tabular.core.table.ColumnType;
import java.util.Collection;
import java.util.Optional;

/**
 * How a value is written.
 *
 * @param classes one character for each of the value's: the symbol of a class, or the literal itself
 * @param literal where the character is meant as it is, one {@code '1'} or {@code '0'} for each
 */
record KeyShape(String classes, String literal) {

    static KeyShape of(String value, ColumnType type) {
        boolean hex = type == ColumnType.UUID || type == ColumnType.MAC_ADDRESS;
        boolean capitals = hex && value.chars().anyMatch(c -> c >= 'A' && c <= 'F');
        int fixed = fixed(value, type);
        StringBuilder classes = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            Optional<CharacterClass> found = i < fixed ? Optional.empty() : found(c, hex, capitals);
            classes.append(found.map(CharacterClass::symbol).orElse(c));
            literal.append(found.isPresent() ? '0' : '1');
        }
        return new KeyShape(classes.toString(), literal.toString());
    }

    /** How many characters from the first on say where a number belongs, not whose it is: the country, the scheme of a card. */
    private static int fixed(String value, ColumnType type) {
        return switch (type) {
            case IBAN -> 2;
            case PAYMENT_CARD -> 1;
            case PHONE -> value.startsWith("+") ? 3 : 0;
            default -> 0;
        };
    }

    private static Optional<CharacterClass> found(char c, boolean hex, boolean capitals) {
        if (hex && Character.digit(c, 16) >= 0) {
            return Optional.of(capitals ? CharacterClass.CAPITAL_HEX : CharacterClass.SMALL_HEX);
        }
        if (Character.isDigit(c)) {
            return Optional.of(CharacterClass.DIGIT);
        }
        if (Character.isUpperCase(c)) {
            return Optional.of(CharacterClass.CAPITAL);
        }
        return Character.isLetter(c) ? Optional.of(CharacterClass.SMALL) : Optional.empty();
    }

    /** The same, with the characters as literals in which all values of this shape agree, if there are enough of them. */
    KeyShape withShared(Collection<String> values, ColumnType type, int leastValues) {
        char[] shared = null;
        boolean[] differs = new boolean[length()];
        int seen = 0;
        for (String value : values) {
            if (value.length() == length() && of(value, type).equals(this)) {
                seen++;
                shared = shared == null ? value.toCharArray() : shared;
                for (int i = 0; i < shared.length; i++) {
                    differs[i] |= value.charAt(i) != shared[i];
                }
            }
        }
        if (shared == null || seen < leastValues) {
            return this;
        }
        StringBuilder sharedClasses = new StringBuilder(classes);
        StringBuilder sharedLiteral = new StringBuilder(literal);
        for (int i = 0; i < shared.length; i++) {
            if (!differs[i]) {
                sharedClasses.setCharAt(i, shared[i]);
                sharedLiteral.setCharAt(i, '1');
            }
        }
        return new KeyShape(sharedClasses.toString(), sharedLiteral.toString());
    }

    /** The same with zeros for the check digits, which are not free to choose. */
    KeyShape withoutCheckDigits(CheckDigits check) {
        return switch (check) {
            case NONE -> this;
            case LUHN -> zeroAt(literal.lastIndexOf('0'));
            case IBAN -> zeroAt(2).zeroAt(3);
        };
    }

    private KeyShape zeroAt(int position) {
        if (position < 0) {
            return this;
        }
        return new KeyShape(
                classes.substring(0, position) + '0' + classes.substring(position + 1),
                literal.substring(0, position) + '1' + literal.substring(position + 1));
    }

    int length() {
        return classes.length();
    }

    boolean isLiteral(int position) {
        return literal.charAt(position) == '1';
    }

    /** What may stand at a position. */
    String choices(int position) {
        String own = classes.substring(position, position + 1);
        return isLiteral(position)
                ? own
                : CharacterClass.of(own.charAt(0))
                        .map(CharacterClass::characters)
                        .orElse(own);
    }

    /** One more digit. */
    KeyShape longer() {
        return new KeyShape(classes + CharacterClass.DIGIT.symbol(), literal + "0");
    }

    /** As recipes write it. */
    String text() {
        return text(0, length());
    }

    String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(isLiteral(i) ? "\\" : "").append(classes.charAt(i));
        }
        return text.toString();
    }
}
