package io.inferloop.tabular.core.personal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Digits that follow from the others of a number, so that a slip of the pen is noticed. Separators do not count. */
public enum CheckDigits {
    /** No such digits. */
    NONE {
        @Override
        public boolean isValid(String text) {
            return true;
        }

        @Override
        public String complete(String text) {
            return text;
        }
    },
    /** The last digit, by the formula of Luhn (ISO/IEC 7812-1). */
    LUHN {
        @Override
        public boolean isValid(String text) {
            return text.chars().anyMatch(CheckDigits::isDigit) && luhn(text) == 0;
        }

        @Override
        public String complete(String text) {
            int last = text.length() - 1;
            while (last >= 0 && !isDigit(text.charAt(last))) {
                last--;
            }
            if (last < 0) {
                return text;
            }
            int check = (10 - luhn(replaced(text, last, '0'))) % 10;
            return replaced(text, last, (char) ('0' + check));
        }
    },
    /** The third and fourth character, by MOD 97-10 (ISO 13616, ISO 7064). */
    IBAN {
        @Override
        public boolean isValid(String text) {
            return mod97(text) == 1;
        }

        @Override
        public String complete(String text) {
            int first = nth(text, 2);
            int second = nth(text, 3);
            int check = 98 - mod97(replaced(replaced(text, first, '0'), second, '0'));
            return replaced(replaced(text, first, (char) ('0' + check / 10)), second, (char) ('0' + check % 10));
        }
    };

    /** Whether the check digits are those of the rest. */
    public abstract boolean isValid(String text);

    /** The text with the check digits that belong to the rest. */
    public abstract String complete(String text);

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static int luhn(String text) {
        int sum = 0;
        boolean doubled = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                int digit = (c - '0') * (doubled ? 2 : 1);
                sum += digit > 9 ? digit - 9 : digit;
                doubled = !doubled;
            }
        }
        return sum % 10;
    }

    /** The remainder of the number that begins with the fifth character and ends with the first four, letters being 10 to 35. */
    private static int mod97(String text) {
        StringBuilder body = new StringBuilder();
        text.chars().filter(CheckDigits::counts).forEach(c -> body.append((char) c));
        String turned = body.substring(Math.min(4, body.length())) + body.substring(0, Math.min(4, body.length()));
        int rest = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }

    /** The position of the character that {@code n} others that count go before. */
    private static int nth(String text, int n) {
        int seen = 0;
        for (int i = 0; i < text.length(); i++) {
            if (counts(text.charAt(i)) && seen++ == n) {
                return i;
            }
        }
        throw new IllegalArgumentException("'%s' is too short for check digits".formatted(text));
    }

    private static boolean counts(int c) {
        return isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static String replaced(String text, int position, char c) {
        return text.substring(0, position) + c + text.substring(position + 1);
    }
}
