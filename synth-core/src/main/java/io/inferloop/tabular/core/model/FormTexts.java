package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of one form, by number. Numbers go through a permutation of the space of the last parts, so that none repeats; earlier
 * parts are random, and past that space another text is put behind.
 */
final class FormTexts {

    /** More values than any sample has, and few enough for the permutation's halves. */
    private static final long ENOUGH = 1L << 50;

    private final KeyRecipe.Form form;
    private final List<List<String>> choices;
    private final int firstCounted;
    private final long space;
    private final NumberPermutation permutation;
    private final Seeds seeds;

    FormTexts(KeyRecipe.Form form, Seeds seeds) {
        this.form = form;
        this.seeds = seeds;
        this.choices =
                form.parts().stream().flatMap(part -> choices(part).stream()).toList();
        long size = 1;
        int counted = choices.size();
        while (counted > 0 && size <= ENOUGH / choices.get(counted - 1).size()) {
            size *= choices.get(--counted).size();
        }
        this.firstCounted = counted;
        this.space = size;
        this.permutation = new NumberPermutation(space, seeds.child("order"));
    }

    String text(long number) {
        String text = form.check().complete(single(number % space));
        long round = number / space;
        if (round == 0) {
            return text;
        }
        return form.joiner() == null ? text + "-" + round : text + form.joiner() + text(round - 1);
    }

    private String single(long number) {
        long index = permutation.of(number);
        RandomStream filler = firstCounted == 0 ? null : seeds.child(number).stream();
        String[] chosen = new String[choices.size()];
        for (int i = chosen.length - 1; i >= 0; i--) {
            List<String> words = choices.get(i);
            if (i >= firstCounted) {
                chosen[i] = words.get((int) (index % words.size()));
                index /= words.size();
            } else {
                chosen[i] = words.get(filler == null ? 0 : filler.nextInt(words.size()));
            }
        }
        return String.join("", chosen);
    }

    /** What may stand at each position of a part. */
    private static List<List<String>> choices(KeyRecipe.Part part) {
        return switch (part) {
            case KeyRecipe.Words words -> List.of(words.words());
            case KeyRecipe.Characters characters -> choices(characters.shape());
        };
    }

    private static List<List<String>> choices(String shape) {
        List<List<String>> choices = new ArrayList<>();
        for (int i = 0; i < shape.length(); i++) {
            String characters = CharacterClass.of(shape.charAt(i))
                    .map(CharacterClass::characters)
                    .orElse("");
            if (characters.isEmpty()) {
                int literal = shape.charAt(i) == '\\' ? ++i : i;
                choices.add(List.of(shape.substring(literal, literal + 1)));
            } else {
                choices.add(List.of(characters.split("")));
            }
        }
        return choices;
    }
}
