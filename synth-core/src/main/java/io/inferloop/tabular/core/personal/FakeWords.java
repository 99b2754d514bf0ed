package io.inferloop.tabular.core.personal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;

/**
 * Datafaker's English words. They are read when the first is asked for, which takes about a second on a cold JVM and keeps
 * two megabytes; a process that meets no personal data never pays for it.
 */
public final class FakeWords {

    private FakeWords() {}

    private static final class Lists {

        private static final Faker FAKER = new Faker(Locale.ENGLISH, new Random(0));
        static final List<String> FIRST_NAMES = of("name.male_first_name", "name.female_first_name");
        static final List<String> LAST_NAMES = of("name.last_name");
        static final List<String> STREETS = of("address.street_suffix");
        static final List<String> COMPANIES = of("company.suffix");
        static final Set<String> KNOWN_FIRST_NAMES = lowerCase(FIRST_NAMES);

        private static List<String> of(String... keys) {
            Set<String> seen = new HashSet<>();
            List<String> words = new ArrayList<>();
            for (String key : keys) {
                List<String> list = FAKER.fakeValuesService().fetchObject(key, FAKER.getContext());
                list.stream()
                        .filter(word -> !word.contains("#") && seen.add(word))
                        .forEach(words::add);
            }
            return List.copyOf(words);
        }

        private static Set<String> lowerCase(List<String> words) {
            Set<String> lower = new HashSet<>();
            words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
            return lower;
        }
    }

    /** Given names, some thousands. */
    public static List<String> firstNames() {
        return Lists.FIRST_NAMES;
    }

    /** Family names, some hundreds. */
    public static List<String> lastNames() {
        return Lists.LAST_NAMES;
    }

    /** What the name of a street ends with, such as {@code Avenue}. */
    public static List<String> streets() {
        return Lists.STREETS;
    }

    /** What the name of a company ends with, such as {@code LLC}. */
    public static List<String> companies() {
        return Lists.COMPANIES;
    }

    /** Whether a word, in whatever case, is a given name of the list. */
    public static boolean isFirstName(String word) {
        return Lists.KNOWN_FIRST_NAMES.contains(word.toLowerCase(Locale.ROOT));
    }
}
