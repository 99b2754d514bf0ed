package io.inferloop.tabular.core.synthesis;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One setting of an algorithm.
 *
 * @param min least value that is allowed; {@code max} the greatest; both are the type's own for booleans (0 and 1)
 * @param defaultValue an Integer, Double or Boolean, as {@code type} says
 */
public record Hyperparameter(String name, String description, Type type, Object defaultValue, double min, double max) {

    /** What JSON value a setting takes. */
    public enum Type {
        INTEGER,
        NUMBER,
        BOOLEAN
    }

    public static Hyperparameter integer(String name, String description, int defaultValue, int min, int max) {
        return new Hyperparameter(name, description, Type.INTEGER, defaultValue, min, max);
    }

    public static Hyperparameter number(String name, String description, double defaultValue, double min, double max) {
        return new Hyperparameter(name, description, Type.NUMBER, defaultValue, min, max);
    }

    /** What is wrong with a value, as a sentence for the user; empty if nothing is. */
    public Optional<String> mistake(Object value) {
        return switch (type) {
            case BOOLEAN ->
                value instanceof Boolean
                        ? Optional.empty()
                        : Optional.of("'%s' must be true or false, got %s".formatted(name, value));
            case INTEGER ->
                numeric(value).filter(Hyperparameter::isWhole).isEmpty()
                        ? Optional.of("'%s' must be a whole number, got %s".formatted(name, value))
                        : outOfRange(value);
            case NUMBER ->
                numeric(value).isEmpty()
                        ? Optional.of("'%s' must be a number, got %s".formatted(name, value))
                        : outOfRange(value);
        };
    }

    private Optional<String> outOfRange(Object value) {
        double number = ((Number) value).doubleValue();
        return number >= min && number <= max
                ? Optional.empty()
                : Optional.of("'%s' must be from %s to %s, got %s".formatted(name, plain(min), plain(max), value));
    }

    private static Optional<Number> numeric(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? Optional.of(number)
                : Optional.empty();
    }

    private static boolean isWhole(Number number) {
        return number.doubleValue() == Math.rint(number.doubleValue());
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
