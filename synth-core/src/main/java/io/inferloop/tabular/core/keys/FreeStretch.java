package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.model.KeyRecipe.Characters;
import io.inferloop.tabular.core.model.KeyRecipe.Part;
import io.inferloop.tabular.core.model.KeyRecipe.Words;
import io.inferloop.tabular.core.random.RandomStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parts a shape in three, so that the stretch in the middle can be one that no value of the table has at that place, whatever its
 * shape. The stretch ends where the free characters end and begins where most texts can be made.
 */
final class FreeStretch {

    private static final int MOST_WORDS = 2_000;

    private final KeyShape shape;
    private final Originals originals;
    private final RandomStream secret;

    FreeStretch(KeyShape shape, Originals originals, RandomStream secret) {
        this.shape = shape;
        this.originals = originals;
        this.secret = secret;
    }

    List<Part> parts() {
        List<Integer> free = freePositions();
        int to = free.isEmpty() ? 0 : free.getLast() + 1;
        double all = free.stream().mapToDouble(it -> shape.choices(it).length()).reduce(1, (a, b) -> a * b);
        int best = -1;
        double most = 0;
        double combinations = 1;
        for (int i = free.size() - 1; i >= 0; i--) {
            combinations *= shape.choices(free.get(i)).length();
            double words = words(combinations, taken(free.get(i), to).size());
            double texts = words * (all / combinations);
            if (words >= 1 && texts > most) {
                best = free.get(i);
                most = texts;
            }
            if (words == MOST_WORDS) {
                break;
            }
        }
        // No stretch is free, or too few: a value that is longer by a digit is another one.
        return best < 0 || most < originals.distinct()
                ? new FreeStretch(shape.longer(), originals, secret).parts()
                : parts(best, to);
    }

    /** Half of the stretches that are free, so that one that is left out is not for that reason one of the table's. */
    private static double words(double combinations, int taken) {
        return Math.min(MOST_WORDS, Math.floor((combinations - taken) / 2));
    }

    private List<Part> parts(int from, int to) {
        Set<String> taken = taken(from, to);
        double combinations = 1;
        for (int i = from; i < to; i++) {
            combinations *= shape.choices(i).length();
        }
        int wanted = (int) words(combinations, taken.size());
        List<String> words = new FreeWords(taken::contains, secret).filled(List.of(), wanted, () -> drawn(from, to));
        List<Part> parts = new ArrayList<>();
        if (from > 0) {
            parts.add(new Characters(shape.text(0, from)));
        }
        parts.add(new Words(words));
        if (to < shape.length()) {
            parts.add(new Characters(shape.text(to, shape.length())));
        }
        return parts;
    }

    /** What the values of the table have there, of whatever shape they are. */
    private Set<String> taken(int from, int to) {
        Set<String> taken = new HashSet<>();
        for (String value : originals.rows().keySet()) {
            if (value.length() >= to) {
                taken.add(value.substring(from, to));
            }
        }
        return taken;
    }

    private List<Integer> freePositions() {
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < shape.length(); i++) {
            if (!shape.isLiteral(i)) {
                free.add(i);
            }
        }
        return free;
    }

    private String drawn(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            String choices = shape.choices(i);
            text.append(choices.charAt(secret.nextInt(choices.length())));
        }
        return text.toString();
    }
}
