package io.inferloop.tabular.core.table;

import io.inferloop.tabular.core.personal.CheckDigits;
import io.inferloop.tabular.core.personal.FakeWords;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells columns of personal data from others. What has a form of its own, such as an e-mail address, is known by its values; names
 * and addresses by the column's name, if the values look like it. A false alarm costs a column its statistics, so values of which
 * there are few, each in many rows, are labels rather than somebody's name.
 */
final class PersonalColumn {

    /** Different values that are looked at, evenly spaced. */
    private static final int SAMPLE = 500;

    /** What shows by itself is shown by so many of the values; a few typing errors are no proof of the contrary. */
    private static final double NEARLY_ALL = 0.95;

    /** Beside a column's name that says it. */
    private static final double MOST = 0.8;

    /** So few different values may be labels. */
    private static final int FEW = 100;

    /** Rows that share a label, as everywhere where rare ones are protected. */
    private static final int FREQUENT = 5;

    private static final double RARE_SHARE = 0.05;

    /** Among Datafaker's names are words of every kind, so not one name alone makes a column one of names. */
    private static final double NAMES_AMONG_WORDS = 0.4;

    /** Numbers with check digits that hold by chance in a tenth of all cases: as many in a row hold by chance in no table. */
    private static final int MIN_VALUES_FOR_NUMBERS = 8;

    /** Characters; no pattern is tried on longer values. */
    private static final int LONGEST = 300;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>,;]{1,64}@[^@\\s<>,;]+\\.\\p{L}{2,24}");
    private static final Pattern IBAN = Pattern.compile("[A-Za-z]{2}\\d{2}[A-Za-z0-9 ]{11,36}");
    private static final Pattern CARD = Pattern.compile("[2-6]\\d{3}([ -]?\\d{2,7}){2,4}");
    private static final Pattern URL = Pattern.compile("(?i)(https?|ftp)://\\S+\\.\\S+|www\\.\\S+\\.\\S+");
    private static final Pattern MAC = Pattern.compile("\\p{XDigit}{2}([:-])(\\p{XDigit}{2}\\1){4}\\p{XDigit}{2}");
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern IP_4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IP_6 =
            Pattern.compile("(?=.*:.*:)\\p{XDigit}{0,4}(:\\p{XDigit}{0,4}){2,7}(:\\d+(\\.\\d+){3})?");
    private static final Pattern PHONE = Pattern.compile("\\(?\\+?[0-9][0-9 ()./-]{5,22}(( ?x| ext\\.? ?)\\d{1,6})?");
    private static final Pattern PLAIN_PHONE =
            Pattern.compile("\\+\\d{1,3}[ (./-]?[0-9 ()./-]{6,18}|\\(\\d{3}\\) ?\\d{3}[ -]\\d{4}");
    private static final Pattern SSN = Pattern.compile("\\d{3}-\\d{2}-\\d{4}");
    private static final Pattern NATIONAL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ./-]{4,20}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d*\\.\\d+");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}.,'’()\" -]{2,100}");
    private static final Pattern ONE_NAME = Pattern.compile("[\\p{L}\\p{M}.'’-]{1,30}( [\\p{L}\\p{M}.'’-]{1,30}){0,2}");
    private static final Pattern USER_NAME = Pattern.compile("(?=.*\\p{L})[\\p{L}\\p{N}._@+-]{2,40}");
    private static final Pattern TEXT = Pattern.compile("(?=.*\\p{L}{2}).{3,200}");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    private final RawColumn column;
    private final ColumnNameHint hint;
    private final String[] sample;

    private PersonalColumn(RawColumn column) {
        this.column = column;
        this.hint = ColumnNameHint.of(column.name());
        this.sample = sample(column.values());
    }

    static PersonalColumn of(RawColumn column) {
        return new PersonalColumn(column);
    }

    private static String[] sample(String[] values) {
        if (values.length <= SAMPLE) {
            return values;
        }
        String[] sample = new String[SAMPLE];
        Arrays.setAll(sample, i -> values[(int) ((long) i * values.length / SAMPLE)]);
        return sample;
    }

    /** The kind of personal data; empty if it is none. */
    Optional<ColumnType> type() {
        if (sample.length == 0) {
            return Optional.empty();
        }
        return byValues().or(this::byName);
    }

    private Optional<ColumnType> byValues() {
        if (nearlyAll(EMAIL)) {
            return Optional.of(ColumnType.EMAIL);
        }
        boolean enough = sample.length >= MIN_VALUES_FOR_NUMBERS;
        if (nearlyAll(IBAN) && share(CheckDigits.IBAN::isValid) >= NEARLY_ALL) {
            return Optional.of(ColumnType.IBAN);
        }
        if ((enough || hint == ColumnNameHint.PAYMENT_CARD) && share(PersonalColumn::isCard) >= NEARLY_ALL) {
            return Optional.of(ColumnType.PAYMENT_CARD);
        }
        if (enough && nearlyAll(SSN)) {
            return Optional.of(ColumnType.NATIONAL_ID);
        }
        return tellsApart() ? addresses(enough) : Optional.empty();
    }

    private Optional<ColumnType> addresses(boolean enough) {
        if (nearlyAll(UUID)) {
            return Optional.of(ColumnType.UUID);
        }
        if (nearlyAll(URL)) {
            return Optional.of(ColumnType.URL);
        }
        if (nearlyAll(MAC)) {
            return Optional.of(ColumnType.MAC_ADDRESS);
        }
        boolean ip = share(value ->
                        IP_4.matcher(value).matches() || IP_6.matcher(value).matches())
                >= NEARLY_ALL;
        if (ip && (enough || hint == ColumnNameHint.IP_ADDRESS) && hint != ColumnNameHint.VERSION) {
            return Optional.of(ColumnType.IP_ADDRESS);
        }
        return enough && nearlyAll(PLAIN_PHONE) ? Optional.of(ColumnType.PHONE) : Optional.empty();
    }

    private Optional<ColumnType> byName() {
        return switch (hint) {
            case PHONE -> when(ColumnType.PHONE, share(PersonalColumn::isPhone) >= MOST && tellsApart());
            case NATIONAL_ID ->
                when(ColumnType.NATIONAL_ID, share(PersonalColumn::isNationalId) >= MOST && tellsApart());
            case FIRST_NAME -> when(ColumnType.FIRST_NAME, most(ONE_NAME) && tellsApart());
            case LAST_NAME -> when(ColumnType.LAST_NAME, most(ONE_NAME) && tellsApart());
            case FULL_NAME -> when(ColumnType.FULL_NAME, most(NAME) && tellsApart());
            case SOME_NAME -> someName();
            case USER_NAME -> when(ColumnType.USER_NAME, most(USER_NAME) && tellsApart());
            case STREET_ADDRESS -> when(ColumnType.STREET_ADDRESS, most(TEXT) && tellsApart());
            case COMPANY -> when(ColumnType.COMPANY, most(TEXT) && tellsApart());
            case PAYMENT_CARD, IP_ADDRESS, VERSION, NOTHING -> Optional.empty();
        };
    }

    /** A column that is called a name, of whom or what it does not say: persons' have given names among them. */
    private Optional<ColumnType> someName() {
        if (!most(NAME) || !tellsApart() || share(PersonalColumn::hasFirstName) < NAMES_AMONG_WORDS) {
            return Optional.empty();
        }
        boolean single = share(value -> value.strip().indexOf(' ') < 0) > 0.5;
        return Optional.of(single ? ColumnType.FIRST_NAME : ColumnType.FULL_NAME);
    }

    private static Optional<ColumnType> when(ColumnType type, boolean condition) {
        return condition ? Optional.of(type) : Optional.empty();
    }

    /** Whether there are many values, or rows whose value few others share. */
    private boolean tellsApart() {
        int[] rows = new int[column.values().length];
        int present = 0;
        for (int code : column.codes()) {
            if (code >= 0) {
                rows[code]++;
                present++;
            }
        }
        int rare = Arrays.stream(rows).filter(count -> count < FREQUENT).sum();
        return rows.length > FEW || rare >= RARE_SHARE * present;
    }

    private boolean nearlyAll(Pattern pattern) {
        return share(value -> pattern.matcher(value).matches()) >= NEARLY_ALL;
    }

    private boolean most(Pattern pattern) {
        return share(value -> pattern.matcher(value).matches()) >= MOST;
    }

    private double share(Predicate<String> such) {
        // Most columns are none, which their first values show.
        int misfits = 0;
        int allowed = (int) (sample.length * (1 - NAMES_AMONG_WORDS)) + 1;
        for (String value : sample) {
            misfits += value.length() <= LONGEST && such.test(value) ? 0 : 1;
            if (misfits > allowed) {
                return 0;
            }
        }
        return 1 - (double) misfits / sample.length;
    }

    private static boolean isCard(String value) {
        long digits = digits(value);
        return digits >= 13 && digits <= 19 && CARD.matcher(value).matches() && CheckDigits.LUHN.isValid(value);
    }

    private static boolean isPhone(String value) {
        long digits = digits(value);
        return digits >= 7
                && digits <= 15
                && PHONE.matcher(value).matches()
                && !DECIMAL.matcher(value).matches();
    }

    private static boolean isNationalId(String value) {
        return digits(value) >= 5
                && NATIONAL_ID.matcher(value).matches()
                && !DECIMAL.matcher(value).matches();
    }

    private static boolean hasFirstName(String value) {
        return NO_LETTERS.splitAsStream(value).anyMatch(FakeWords::isFirstName);
    }

    private static long digits(String value) {
        return value.chars().filter(c -> c >= '0' && c <= '9').count();
    }
}
