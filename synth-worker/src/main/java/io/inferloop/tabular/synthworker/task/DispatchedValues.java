package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what dispatch records carry as text. */
final class DispatchedValues {

    private DispatchedValues() {}

    static TableFormat format(String name) {
        return TableFormat.named(name)
                .orElseThrow(() -> new RejectedException(
                        "unknown_format",
                        "'%s' is no format of tables; there are %s".formatted(name, TableFormat.NAMES)));
    }

    /** JSON texts as plain Java values, by name. */
    static Map<String, @Nullable Object> read(Map<String, String> texts, String code, String what) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            try {
                values.put(name, JsonMapper.shared().readValue(text, Object.class));
            } catch (JacksonException e) {
                throw unusable(code, what, name, text, e);
            }
        });
        return values;
    }

    static RejectedException unusable(String code, String what, String name, String text, @Nullable Exception cause) {
        return new RejectedException(code, "%s '%s' has no usable value: %s".formatted(what, name, text), cause);
    }
}
