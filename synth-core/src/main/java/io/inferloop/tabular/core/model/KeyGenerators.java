package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.KeyColumn;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the key columns: unique over all rows of a sample, from the row's number and the seed. */
final class KeyGenerators {

    private final List<KeyRecipe> recipes;
    private final Seeds seeds;

    KeyGenerators(List<KeyRecipe> recipes, Seeds seeds) {
        this.recipes = recipes;
        this.seeds = seeds;
    }

    KeyColumn column(String name, long firstRow, int rows) {
        KeyRecipe recipe = recipes.stream()
                .filter(known -> known.column().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The model does not say how key column '%s' is made".formatted(name)));
        Seeds columnSeeds = seeds.child(name);
        ShapedKeys shaped =
                recipe instanceof KeyRecipe.Shaped shape ? new ShapedKeys(shape.shape(), columnSeeds) : null;
        @Nullable String[] values = new @Nullable String[rows];
        for (int i = 0; i < rows; i++) {
            long row = firstRow + i;
            values[i] = switch (recipe) {
                case KeyRecipe.Counting counting -> Long.toString(counting.first() + row);
                case KeyRecipe.Uuid uuid -> uuid(columnSeeds.child(row).stream(), uuid.upperCase());
                case KeyRecipe.Shaped shape -> shaped == null ? null : shaped.key(row);
            };
        }
        return new KeyColumn(name, values);
    }

    /** Version 4, variant 1 of RFC 9562. */
    private static String uuid(RandomStream stream, boolean upperCase) {
        long high = stream.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = stream.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        String text = new UUID(high, low).toString();
        return upperCase ? text.toUpperCase(Locale.ROOT) : text;
    }
}
