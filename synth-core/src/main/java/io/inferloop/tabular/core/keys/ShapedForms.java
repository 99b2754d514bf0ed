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

    /** Texts without a common shape would each leave one behind. */
    private static final int VALUES_LOOKED_AT = 50_000;

    /** A shape of fewer values could be somebody's. */
    private static final int LEAST_VALUES = 20;

    private ShapedForms() {}

    /** Of a column without values. */
    static Form ofNothing() {
        return new Form(1, List.of(new Characters("00000000")), CheckDigits.NONE, null);
    }

    static List<Form> of(Originals originals, ColumnType type) {
        List<ShapeCount> shapes = shapes(originals, type);
        double rows = shapes.stream().mapToLong(it -> it.rows).sum();
        RandomStream secret = originals.secret();
        List<Form> forms = new ArrayList<>();
        for (ShapeCount count : shapes) {
            // A type that the user gave may not fit all values.
            CheckDigits check = count.checked > count.values / 2 ? check(type) : CheckDigits.NONE;
            KeyShape shape = count.shape
                    .withShared(originals.rows().keySet(), type, LEAST_VALUES)
                    .withoutCheckDigits(check);
            List<Part> parts =
                    type == ColumnType.UUID ? uuid(shape) : new FreeStretch(shape, originals, secret).parts();
            forms.add(new Form(count.rows / rows, parts, check, null));
        }
        return forms;
    }

    private static CheckDigits check(ColumnType type) {
        return switch (type) {
            case PAYMENT_CARD -> CheckDigits.LUHN;
            case IBAN -> CheckDigits.IBAN;
            default -> CheckDigits.NONE;
        };
    }

    /** The most frequent shapes that are no single value's; the most frequent alone if all are. */
    private static List<ShapeCount> shapes(Originals originals, ColumnType type) {
        Map<KeyShape, ShapeCount> counts = new HashMap<>();
        originals.rows().entrySet().stream().limit(VALUES_LOOKED_AT).forEach(entry -> {
            KeyShape shape = KeyShape.of(entry.getKey(), type);
            ShapeCount count = counts.computeIfAbsent(shape, ShapeCount::new);
            count.values++;
            count.rows += entry.getValue();
            count.checked += check(type).isValid(entry.getKey()) ? 1 : 0;
        });
        List<ShapeCount> kept = counts.values().stream()
                .sorted(Comparator.<ShapeCount>comparingLong(count -> -count.rows)
                        .thenComparing(count -> count.shape.text()))
                .limit(MOST_SHAPES)
                .toList();
        List<ShapeCount> frequent =
                kept.stream().filter(count -> count.values >= LEAST_VALUES).toList();
        return frequent.isEmpty() ? kept.subList(0, 1) : frequent;
    }

    /** How many values have a shape, in how many rows, and how many of them the right check digits. */
    private static final class ShapeCount {

        final KeyShape shape;
        int values;
        long rows;
        int checked;

        ShapeCount(KeyShape shape) {
            this.shape = shape;
        }
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
