package io.inferloop.tabular.gateway.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON values as plain Java ones, for code that knows no JSON: text, numbers, truth values; anything else as its JSON text. */
final class PlainValues {

    private PlainValues() {}

    static Map<String, Object> of(Map<String, JsonNode> values) {
        Map<String, Object> plain = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    /** The same, with null where the JSON has null. */
    static Map<String, @Nullable Object> withNulls(Map<String, JsonNode> values) {
        Map<String, @Nullable Object> plain = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((name, value) -> plain.put(name, value.isNull() ? null : plain(value)));
        return plain;
    }

    private static Object plain(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        return value.isNumber() ? (Object) value.doubleValue() : value.toString();
    }
}
