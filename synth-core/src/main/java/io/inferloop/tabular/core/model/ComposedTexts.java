package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.model.KeyRecipe.Composed;
import io.inferloop.tabular.core.model.KeyRecipe.Repeats;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column made by a {@link Composed} recipe. A row's number decides whether it is missing and which value it has; a value's
 * number decides its form and text, and different numbers have different texts.
 */
final class ComposedTexts {

    private final Composed recipe;
    private final Seeds rows;
    private final Seeds forms;
    private final List<FormTexts> texts = new ArrayList<>();
    private final long pooled;

    ComposedTexts(Composed recipe, Seeds seeds) {
        this.recipe = recipe;
        this.rows = seeds.child("rows");
        this.forms = seeds.child("forms");
        for (KeyRecipe.Form form : recipe.forms()) {
            texts.add(new FormTexts(form, seeds.child("texts").child(texts.size())));
        }
        this.pooled = recipe.repeats().stream().mapToLong(Repeats::values).sum();
    }

    /** The text of a row, null where it is missing. */
    @Nullable
    String at(long row) {
        RandomStream stream = rows.child(row).stream();
        return stream.nextDouble() < recipe.missingShare() ? null : text(value(row, stream));
    }

    /** Pools lie one after the other; behind them every row has a number of its own. */
    private long value(long row, RandomStream stream) {
        double drawn = stream.nextDouble();
        long first = 0;
        for (int i = 0; i < recipe.repeats().size(); i++) {
            Repeats repeats = recipe.repeats().get(i);
            drawn -= repeats.share();
            if (drawn < 0 || i == recipe.repeats().size() - 1) {
                return repeats.values() == 0 ? pooled + row : first + stream.nextLong(repeats.values());
            }
            first += repeats.values();
        }
        throw new IllegalStateException("Column '%s' has no values".formatted(recipe.column()));
    }

    private String text(long value) {
        double drawn = texts.size() == 1 ? 0 : forms.child(value).stream().nextDouble();
        for (int i = 0; i < texts.size() - 1; i++) {
            drawn -= recipe.forms().get(i).share();
            if (drawn < 0) {
                return texts.get(i).text(value);
            }
        }
        return texts.getLast().text(value);
    }
}
