package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.model.CharacterClass;
import io.inferloop.tabular.core.model.KeyRecipe.Characters;
import io.inferloop.tabular.core.model.KeyRecipe.Form;
import io.inferloop.tabular.core.model.KeyRecipe.Part;
import io.inferloop.tabular.core.model.KeyRecipe.Words;
import io.inferloop.tabular.core.personal.CheckDigits;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.table.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys and numbers, written in the shapes that the table's are written in. */
final class ShapedForms {

    private static final int MOST_SHAPES = 12;

    /** A shape of fewer values could be somebody's. */
    private static final int LEAST_VALUES = 20;

    private ShapedForms() {}

    /** Of a column without values. */
    static Form ofNothing() {
        return new Form(1, List.of(new Characters("00000000")), CheckDigits.NONE, null);
    }

    static List<Form> of(Originals originals, ColumnType type) {
        CheckDigits check = switch (type) {
            case PAYMENT_CARD -> CheckDigits.LUHN;
            case IBAN -> CheckDigits.IBAN;
            default -> CheckDigits.NONE;
        };
        Map<KeyShape, int[]> counts = new HashMap<>();
        originals.rows().forEach((value, rows) -> {
            int[] sums = counts.computeIfAbsent(KeyShape.of(value, type), it -> new int[2]);
            sums[0]++;
            sums[1] += rows;
        });
        List<Map.Entry<KeyShape, int[]>> kept = counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<KeyShape, int[]>>comparingInt(entry -> -entry.getValue()[1])
                        .thenComparing(entry -> entry.getKey().text()))
                .limit(MOST_SHAPES)
                .toList();
        List<Map.Entry<KeyShape, int[]>> frequent = kept.stream()
                .filter(entry -> entry.getValue()[0] >= LEAST_VALUES)
                .toList();
        List<Map.Entry<KeyShape, int[]>> shapes = frequent.isEmpty() ? kept.subList(0, 1) : frequent;
        double rows = shapes.stream().mapToInt(entry -> entry.getValue()[1]).sum();
        RandomStream secret = originals.secret();
        List<Form> forms = new ArrayList<>();
        for (Map.Entry<KeyShape, int[]> entry : shapes) {
            KeyShape shape = entry.getKey()
                    .withShared(originals.rows().keySet(), type, LEAST_VALUES)
                    .withoutCheckDigits(check);
            List<Part> parts =
                    type == ColumnType.UUID ? uuid(shape) : new FreeStretch(shape, originals, secret).parts();
            forms.add(new Form(entry.getValue()[1] / rows, parts, check, null));
        }
        return forms;
    }

    /** Version 4, variant 1 of RFC 9562: 122 random bits, which meet those of no table. */
    private static List<Part> uuid(KeyShape shape) {
        boolean capitals = shape.text().indexOf(CharacterClass.CAPITAL_HEX.symbol()) >= 0;
        String h = capitals ? "H" : "h";
        List<String> variants = capitals ? List.of("8", "9", "A", "B") : List.of("8", "9", "a", "b");
        return List.of(
                new Characters(h.repeat(8) + "-" + h.repeat(4) + "-4" + h.repeat(3) + "-"),
                new Words(variants),
                new Characters(h.repeat(3) + "-" + h.repeat(12)));
    }
}
