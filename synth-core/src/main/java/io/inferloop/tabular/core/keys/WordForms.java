package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.model.KeyRecipe.Characters;
import io.inferloop.tabular.core.model.KeyRecipe.Form;
import io.inferloop.tabular.core.model.KeyRecipe.Part;
import io.inferloop.tabular.core.model.KeyRecipe.Words;
import io.inferloop.tabular.core.personal.CheckDigits;
import io.inferloop.tabular.core.personal.FakeWords;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.table.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Names, and what is made of names. One word of every text is a run of letters that is in no value of the table, which keeps all
 * texts apart from the table's; of an e-mail address it is the domain.
 */
final class WordForms {

    private static final int LEAST_WORDS = 400;
    private static final int MOST_WORDS = 2_000;
    private static final int FIRST_NAMES = 800;

    /** Of RFC 2606: nobody gets a message that is sent there. */
    private static final List<String> RESERVED_DOMAINS = List.of("example.com", "example.org", "example.net");

    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*\\d.*");
    private static final Pattern SEPARATED = Pattern.compile(".*[._-].*");

    private final Originals originals;
    private final RandomStream secret;

    WordForms(Originals originals) {
        this.originals = originals;
        this.secret = originals.secret();
    }

    List<Form> of(ColumnType type) {
        UnaryOperator<String> written = spelling();
        UnaryOperator<String> small = word -> word.toLowerCase(Locale.ROOT);
        return switch (type) {
            case FIRST_NAME -> {
                List<String> names = free(FakeWords.firstNames(), single(), written);
                yield List.of(form(" ", new Words(names)));
            }
            case LAST_NAME -> {
                List<String> names = free(FakeWords.lastNames(), single(), written);
                yield List.of(form("-", new Words(names)));
            }
            case FULL_NAME -> List.of(fullName(written));
            case USER_NAME -> {
                String separator =
                        originals.share(name -> SEPARATED.matcher(name).matches()) > 0.5 ? "." : "";
                // A word of its own between a separator or the beginning and a digit.
                yield List.of(
                        separator.isEmpty()
                                ? form(null, free(small), new Characters("000"))
                                : form(null, firstNames(small), literal(separator), free(small), new Characters("00")));
            }
            case EMAIL ->
                List.of(form(
                        null,
                        firstNames(small),
                        literal("."),
                        new Words(letters(FakeWords.lastNames(), small)),
                        new Characters("00"),
                        literal("@"),
                        new Words(domains())));
            case URL -> {
                String scheme = originals.share(url -> url.startsWith("http://")) > 0.5 ? "http://" : "https://";
                String sub = originals.share(url -> url.contains("://www.")) > 0.5 ? "www." : "";
                yield List.of(
                        form(null, literal(scheme + sub), free(small), literal(".example/"), new Characters("aaaaaa")));
            }
            case STREET_ADDRESS -> List.of(street(written));
            case COMPANY -> {
                Words ends = new Words(written(FakeWords.companies(), written));
                yield List.of(form(" & ", free(written), literal(" "), ends));
            }
            default -> throw new IllegalArgumentException(type + " is not made of words");
        };
    }

    private Form fullName(UnaryOperator<String> written) {
        boolean lastFirst = originals.share(name -> name.contains(",")) > 0.5;
        return lastFirst
                ? form(" ", free(written), literal(", "), firstNames(written))
                : form("-", firstNames(written), literal(" "), free(written));
    }

    private Form street(UnaryOperator<String> written) {
        Words first =
                new Words(IntStream.range(1, 10).mapToObj(Integer::toString).toList());
        Words ends = new Words(written(FakeWords.streets(), written));
        Part space = literal(" ");
        double leading = originals.share(value -> LEADING_NUMBER.matcher(value).matches());
        double numbered = originals.share(value -> value.chars().anyMatch(Character::isDigit));
        if (numbered < 0.5) {
            return form(" / ", free(written), space, ends);
        }
        return leading > numbered / 2
                ? form(" / ", first, new Characters("00"), space, free(written), space, ends)
                : form(" / ", free(written), space, ends, space, first, new Characters("0"));
    }

    private Words free(UnaryOperator<String> written) {
        int wanted = (int) Math.clamp(originals.distinct() / 100L, LEAST_WORDS, MOST_WORDS);
        return new Words(free(FakeWords.lastNames(), wanted, written));
    }

    private List<String> free(List<String> words, int wanted, UnaryOperator<String> written) {
        Set<String> taken = originals.words();
        FreeWords free = new FreeWords(word -> taken.contains(word.toLowerCase(Locale.ROOT)), secret);
        List<String> known = letters(words, UnaryOperator.identity());
        return written(free.filled(free.half(known, wanted), wanted, () -> blend(known)), written);
    }

    /** The first syllable of one word and the last of another, at times with one between: there are always more that nobody has. */
    private String blend(List<String> words) {
        String middle = secret.nextInt(4) == 0 ? head(drawn(words)) : "";
        return head(drawn(words)) + middle.toLowerCase(Locale.ROOT) + tail(drawn(words));
    }

    private String drawn(List<String> words) {
        return words.get(secret.nextInt(words.size()));
    }

    /** Up to the consonant behind the first vowel. */
    private static String head(String word) {
        int end = 0;
        while (end < word.length() && !isVowel(word.charAt(end))) {
            end++;
        }
        while (end < word.length() && isVowel(word.charAt(end))) {
            end++;
        }
        return word.substring(0, Math.min(word.length(), end + 1));
    }

    /** From a vowel of the second half on. */
    private static String tail(String word) {
        int start = word.length() / 2;
        while (start < word.length() - 1 && !isVowel(word.charAt(start))) {
            start++;
        }
        return word.substring(start);
    }

    private static boolean isVowel(char c) {
        return "AEIOUYaeiouy".indexOf(c) >= 0;
    }

    /** Given names are no secret of the table's: they are Datafaker's, whichever the table has. */
    private static Words firstNames(UnaryOperator<String> written) {
        List<String> names = letters(FakeWords.firstNames(), written);
        int step = Math.max(1, names.size() / FIRST_NAMES);
        return new Words(IntStream.range(0, names.size())
                .filter(i -> i % step == 0)
                .mapToObj(names::get)
                .toList());
    }

    /** For a text of one word alone: as many as the table has. */
    private int single() {
        return Math.clamp(originals.distinct(), LEAST_WORDS, MOST_WORDS);
    }

    private List<String> domains() {
        Set<String> taken = originals.rows().keySet().stream()
                .map(address -> address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> free = RESERVED_DOMAINS.stream()
                .filter(domain -> !taken.contains(domain))
                .toList();
        return free.isEmpty()
                ? free(FakeWords.lastNames(), 3, word -> word.toLowerCase(Locale.ROOT) + ".example")
                : free;
    }

    /** Capitals, small letters or neither, as most values have it. */
    private UnaryOperator<String> spelling() {
        if (originals.share(value -> value.equals(value.toUpperCase(Locale.ROOT))) > 0.5) {
            return word -> word.toUpperCase(Locale.ROOT);
        }
        return originals.share(value -> value.equals(value.toLowerCase(Locale.ROOT))) > 0.5
                ? word -> word.toLowerCase(Locale.ROOT)
                : word -> word;
    }

    private static List<String> letters(List<String> words, UnaryOperator<String> written) {
        return written(
                words.stream()
                        .filter(word -> word.length() > 2 && word.chars().allMatch(Character::isLetter))
                        .toList(),
                written);
    }

    private static List<String> written(List<String> words, UnaryOperator<String> written) {
        return words.stream().map(written).distinct().toList();
    }

    private static Part literal(String text) {
        return new Words(List.of(text));
    }

    private static Form form(@Nullable String joiner, Part... parts) {
        return new Form(1, List.of(parts), CheckDigits.NONE, joiner);
    }
}
