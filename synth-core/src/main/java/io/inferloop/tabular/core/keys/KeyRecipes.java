package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.model.KeyRecipe;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.KeyColumn;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds how a column that is not learned is made anew, without keeping one of its values. */
public final class KeyRecipes {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private KeyRecipes() {}

    /** Deterministic: equal columns have equal recipes. */
    public static KeyRecipe of(KeyColumn column) {
        KeyRecipe.@Nullable Counting counting = column.type() == ColumnType.KEY ? counting(column) : null;
        return counting == null ? composed(column) : counting;
    }

    /** Null unless the keys are a row number; then they are the same for everybody, and nobody's. */
    private static KeyRecipe.@Nullable Counting counting(KeyColumn column) {
        long least = Long.MAX_VALUE;
        for (@Nullable String value : column.values()) {
            if (value == null) {
                continue;
            }
            if (!WHOLE.matcher(value).matches()) {
                return null;
            }
            least = Math.min(least, Long.parseLong(value));
        }
        if (least == Long.MAX_VALUE) {
            return new KeyRecipe.Counting(column.name(), 1);
        }
        return least == 0 || least == 1 ? new KeyRecipe.Counting(column.name(), least) : null;
    }

    private static KeyRecipe composed(KeyColumn column) {
        Originals originals = Originals.of(column);
        List<KeyRecipe.Form> forms = originals.distinct() == 0
                ? List.of(ShapedForms.ofNothing())
                : switch (column.type()) {
                    case EMAIL, FIRST_NAME, LAST_NAME, FULL_NAME, USER_NAME, STREET_ADDRESS, COMPANY, URL ->
                        new WordForms(originals).of(column.type());
                    case IP_ADDRESS -> new AddressForms(originals).ip();
                    case PHONE, IBAN, PAYMENT_CARD, MAC_ADDRESS, UUID, NATIONAL_ID, KEY ->
                        ShapedForms.of(originals, column.type());
                    case INTEGER, DECIMAL, CATEGORICAL, BOOLEAN, DATETIME ->
                        throw new IllegalArgumentException("%s is learned".formatted(column.name()));
                };
        return new KeyRecipe.Composed(column.name(), originals.missingShare(), originals.repeats(), forms);
    }
}
