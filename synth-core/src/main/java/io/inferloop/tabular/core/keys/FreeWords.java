package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.random.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Draws words that are not taken. About as many that are free are left out as are kept, so that being left out says little. */
final class FreeWords {

    private static final int TRIES = 256;

    private final Predicate<String> isTaken;
    private final RandomStream secret;

    FreeWords(Predicate<String> isTaken, RandomStream secret) {
        this.isTaken = isTaken;
        this.secret = secret;
    }

    /** About half of the words that are free, at most {@code most}, in random order. */
    List<String> half(List<String> words, int most) {
        List<String> rest = new ArrayList<>(words);
        List<String> kept = new ArrayList<>();
        while (!rest.isEmpty() && kept.size() < most) {
            int drawn = secret.nextInt(rest.size());
            String word = rest.get(drawn);
            rest.set(drawn, rest.getLast());
            rest.removeLast();
            if (secret.nextInt(2) == 0 && !isTaken.test(word)) {
                kept.add(word);
            }
        }
        return kept;
    }

    /** Adds drawn words that are free until there are so many, or {@value #TRIES} draws in a row were in vain. */
    List<String> filled(List<String> words, int wanted, Supplier<String> draw) {
        Set<String> filled = new LinkedHashSet<>(words);
        int vain = 0;
        while (filled.size() < wanted && vain < TRIES) {
            String word = draw.get();
            vain = isTaken.test(word) || !filled.add(word) ? vain + 1 : 0;
        }
        return List.copyOf(filled);
    }
}
