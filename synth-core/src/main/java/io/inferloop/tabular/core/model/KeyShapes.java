package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.table.KeyColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds how a table's keys look, without keeping one of them. */
public final class KeyShapes {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /** A character that so many keys share is a prefix or a separator, not somebody's. */
    private static final int MIN_KEYS_FOR_LITERALS = 20;

    private KeyShapes() {}

    public static KeyRecipe recipe(KeyColumn column) {
        boolean numbers = true;
        boolean uuids = true;
        boolean upperCase = false;
        boolean any = false;
        long least = Long.MAX_VALUE;
        for (@Nullable String value : column.values()) {
            if (value == null) {
                continue;
            }
            any = true;
            numbers = numbers && WHOLE.matcher(value).matches();
            uuids = uuids && value.length() == 36 && UUID.matcher(value).matches();
            upperCase = upperCase || value.chars().anyMatch(c -> c >= 'A' && c <= 'F');
            if (numbers) {
                least = Math.min(least, Long.parseLong(value));
            }
        }
        if (!any || numbers && (least == 0 || least == 1)) {
            return new KeyRecipe.Counting(column.name(), any ? least : 1);
        }
        if (uuids) {
            return new KeyRecipe.Uuid(column.name(), upperCase);
        }
        return new KeyRecipe.Shaped(column.name(), commonShape(column));
    }

    private static String commonShape(KeyColumn column) {
        Map<String, Integer> counts = new HashMap<>();
        String common = "";
        for (@Nullable String value : column.values()) {
            if (value != null) {
                String shape = shape(value);
                int count = counts.merge(shape, 1, Integer::sum);
                if (count > counts.getOrDefault(common, 0)) {
                    common = shape;
                }
            }
        }
        return withLiterals(column, common, counts.getOrDefault(common, 0));
    }

    private static String withLiterals(KeyColumn column, String shape, int keys) {
        char[] shared = null;
        boolean[] differs = new boolean[shape.length()];
        for (@Nullable String value : column.values()) {
            if (value == null || !shape(value).equals(shape)) {
                continue;
            }
            if (shared == null) {
                shared = value.toCharArray();
            }
            for (int i = 0; i < shared.length; i++) {
                differs[i] |= value.charAt(i) != shared[i];
            }
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < shape.length(); i++) {
            char c = shape.charAt(i);
            boolean isClass = c == '0' || c == 'A' || c == 'a';
            if (isClass && (shared == null || differs[i] || keys < MIN_KEYS_FOR_LITERALS)) {
                result.append(c);
            } else {
                result.append('\\').append(shared == null ? c : shared[i]);
            }
        }
        return result.toString();
    }

    /** One class character per character: digits 0, capitals A, other letters a, anything else itself. */
    private static String shape(String value) {
        char[] shape = new char[value.length()];
        for (int i = 0; i < shape.length; i++) {
            char c = value.charAt(i);
            if (Character.isDigit(c)) {
                shape[i] = '0';
            } else if (Character.isUpperCase(c)) {
                shape[i] = 'A';
            } else {
                shape[i] = Character.isLetter(c) ? 'a' : c;
            }
        }
        return new String(shape);
    }
}
