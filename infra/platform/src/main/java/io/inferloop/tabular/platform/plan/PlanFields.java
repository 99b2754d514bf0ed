package io.inferloop.tabular.platform.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one plan, taken one by one; what is wrong is added to the mistakes and a harmless value given in its place. */
final class PlanFields {

    private static final String UNLIMITED = "unlimited";
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9}) ?(MB|GB|TB|MiB|GiB)");
    private static final Map<String, Long> UNITS =
            Map.of("MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L, "MiB", 1L << 20, "GiB", 1L << 30);

    private final String plan;
    private final Map<Object, @Nullable Object> left;
    private final List<String> mistakes;

    PlanFields(String plan, Map<?, ?> fields, List<String> mistakes) {
        this.plan = plan;
        this.left = new LinkedHashMap<>(fields);
        this.mistakes = mistakes;
    }

    @Nullable
    Object take(String field) {
        return left.remove(field);
    }

    boolean flag(String field) {
        Object value = take(field);
        if (value instanceof Boolean flag) {
            return flag;
        }
        wrong(field, "true or false", value);
        return false;
    }

    OptionalLong limit(String field) {
        Object value = take(field);
        return UNLIMITED.equals(value) ? OptionalLong.empty() : OptionalLong.of(positive(field, value, Long.MAX_VALUE));
    }

    OptionalInt smallLimit(String field) {
        Object value = take(field);
        return UNLIMITED.equals(value)
                ? OptionalInt.empty()
                : OptionalInt.of((int) positive(field, value, Integer.MAX_VALUE));
    }

    int count(String field) {
        return (int) positive(field, take(field), Integer.MAX_VALUE);
    }

    OptionalLong bytesLimit(String field) {
        return UNLIMITED.equals(left.get(field)) && UNLIMITED.equals(take(field))
                ? OptionalLong.empty()
                : OptionalLong.of(bytes(field));
    }

    long bytes(String field) {
        Object value = take(field);
        if (value instanceof String text) {
            Matcher matcher = BYTES.matcher(text);
            if (matcher.matches()) {
                long unit = UNITS.getOrDefault(matcher.group(2), 1L);
                return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
            }
        }
        wrong(field, "a size such as 100 MB or 2 GiB", value);
        return 1;
    }

    String oneOf(String field, Set<String> allowed) {
        Object value = take(field);
        if (value instanceof String text && allowed.contains(text)) {
            return text;
        }
        wrong(field, "one of " + allowed.stream().sorted().toList(), value);
        return "";
    }

    double percent(String field) {
        Object value = take(field);
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 100) {
            return number.doubleValue();
        }
        wrong(field, "a percentage from 0 to 100", value);
        return 0;
    }

    void refuseUnknown() {
        left.keySet().forEach(field -> mistakes.add("plan '%s': '%s' is not a field of a plan".formatted(plan, field)));
    }

    private long positive(String field, @Nullable Object value, long max) {
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() > 0
                && ((Number) value).longValue() <= max) {
            return ((Number) value).longValue();
        }
        wrong(field, "a positive whole number", value);
        return 1;
    }

    private void wrong(String field, String expected, @Nullable Object value) {
        mistakes.add(
                value == null
                        ? "plan '%s': '%s' is missing, it must be %s".formatted(plan, field, expected)
                        : "plan '%s': '%s' must be %s, got '%s'".formatted(plan, field, expected, value));
    }
}
