package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.KeyColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Makes the key columns and those of personal data, from the row's number and the seed. For one sample, on one thread. */
final class KeyGenerators {

    private final List<KeyRecipe> recipes;
    private final Seeds seeds;
    private final Map<String, LongFunction<@Nullable String>> generators = new HashMap<>();

    KeyGenerators(List<KeyRecipe> recipes, Seeds seeds) {
        this.recipes = recipes;
        this.seeds = seeds;
    }

    KeyColumn column(ColumnSchema.Key column, long firstRow, int rows) {
        LongFunction<@Nullable String> generator = generators.computeIfAbsent(column.name(), this::generator);
        @Nullable String[] values = new @Nullable String[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = generator.apply(firstRow + i);
        }
        return new KeyColumn(column.name(), column.type(), values);
    }

    private LongFunction<@Nullable String> generator(String column) {
        KeyRecipe recipe = recipes.stream()
                .filter(known -> known.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The model does not say how key column '%s' is made".formatted(column)));
        Seeds columnSeeds = seeds.child(column);
        return switch (recipe) {
            case KeyRecipe.Counting counting -> row -> Long.toString(counting.first() + row);
            case KeyRecipe.Uuid uuid -> row -> uuid(columnSeeds.child(row).stream(), uuid.upperCase());
            case KeyRecipe.Shaped shaped -> new ShapedKeys(shaped.shape(), columnSeeds)::key;
            case KeyRecipe.Composed composed -> new ComposedTexts(composed, columnSeeds)::at;
        };
    }

    /** Version 4, variant 1 of RFC 9562. */
    private static String uuid(RandomStream stream, boolean upperCase) {
        long high = stream.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = stream.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        String text = new UUID(high, low).toString();
        return upperCase ? text.toUpperCase(Locale.ROOT) : text;
    }
}
