package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping inside a document and where it stands. Every scalar is text; what does not fit is added to the mistakes. */
record DocumentNode(String path, Map<String, Object> content) {

    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    boolean has(String field) {
        return content.containsKey(field);
    }

    void allow(Set<String> fields, List<String> mistakes) {
        for (String field : content.keySet()) {
            if (!fields.contains(field)) {
                mistakes.add("%s.%s: unknown field, known are %s"
                        .formatted(path, field, fields.stream().sorted().toList()));
            }
        }
    }

    String text(String field, List<String> mistakes) {
        @Nullable Object value = content.get(field);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        mistakes.add("%s.%s: %s".formatted(path, field, value == null ? "is missing" : "must be a text, got " + value));
        return "";
    }

    Optional<BigDecimal> number(String field, List<String> mistakes) {
        @Nullable Object value = content.get(field);
        if (value == null) {
            mistakes.add("%s.%s: is missing".formatted(path, field));
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(value.toString()));
        } catch (NumberFormatException e) {
            mistakes.add("%s.%s: '%s' is not a number".formatted(path, field, value));
            return Optional.empty();
        }
    }

    Map<String, BigDecimal> numbers(List<String> mistakes) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        for (String field : content.keySet()) {
            number(field, mistakes).ifPresent(number -> numbers.put(field, number));
        }
        return numbers;
    }

    DocumentNode child(String field, List<String> mistakes) {
        return new DocumentNode(path + "." + field, mapping(content.get(field), path + "." + field, mistakes));
    }

    List<DocumentNode> children(String field, List<String> mistakes) {
        DocumentNode parent = child(field, mistakes);
        if (parent.content.isEmpty()) {
            mistakes.add(parent.path + ": must not be empty");
        }
        return parent.content.keySet().stream()
                .map(name -> parent.child(name, mistakes))
                .toList();
    }

    List<DocumentNode> items(String field, List<String> mistakes) {
        List<DocumentNode> items = new ArrayList<>();
        if (content.get(field) instanceof List<?> list) {
            for (Object item : list) {
                String where = "%s.%s[%d]".formatted(path, field, items.size() + 1);
                items.add(new DocumentNode(where, mapping(item, where, mistakes)));
            }
        } else {
            mistakes.add("%s.%s: must be a list".formatted(path, field));
        }
        return items;
    }

    private static Map<String, Object> mapping(@Nullable Object value, String where, List<String> mistakes) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, content) -> mapping.put(String.valueOf(name), content == null ? "" : content));
        } else {
            mistakes.add(where + ": must be a mapping");
        }
        return mapping;
    }
}
