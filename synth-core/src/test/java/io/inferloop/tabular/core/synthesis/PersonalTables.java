package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.personal.CheckDigits;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.datafaker.Faker;

/** Tables of people who do not exist, with every kind of personal data that is detected. */
public final class PersonalTables {

    /** The types that the columns of {@link #of} are expected to have; the others are learned. */
    public static final Map<String, String> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("customerId", "key"),
            Map.entry("contact", "email"),
            Map.entry("Phone", "phone"),
            Map.entry("first_name", "first_name"),
            Map.entry("surname", "last_name"),
            Map.entry("customer name", "full_name"),
            Map.entry("login", "user_name"),
            Map.entry("Address Line 1", "street_address"),
            Map.entry("employer", "company"),
            Map.entry("account", "iban"),
            Map.entry("paid_with", "payment_card"),
            Map.entry("last_ip", "ip_address"),
            Map.entry("device", "mac_address"),
            Map.entry("homepage", "url"),
            Map.entry("session", "uuid"),
            Map.entry("SSN", "national_id")));

    private PersonalTables() {}

    /** A table of so many people. Every tenth has no telephone, and first names repeat. */
    public static TypedTable of(int rows, long seed) {
        return SampleTables.ofCsv(csv(rows, seed));
    }

    public static String csv(int rows, long seed) {
        Random random = new Random(seed);
        Faker faker = new Faker(Locale.ENGLISH, random);
        List<String> header = List.of(
                "customerId",
                "contact",
                "Phone",
                "first_name",
                "surname",
                "customer name",
                "login",
                "Address Line 1",
                "employer",
                "account",
                "paid_with",
                "last_ip",
                "device",
                "homepage",
                "session",
                "SSN",
                "age",
                "plan",
                "city");
        StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
        for (int i = 0; i < rows; i++) {
            String first = faker.name().firstName();
            String last = faker.name().lastName();
            String login = first.toLowerCase(Locale.ROOT) + i;
            csv.append(List.of(
                                    "CU-%06d".formatted(i * 37 + 11),
                                    login + "@"
                                            + List.of("gmail.com", "web.de", "post.ch")
                                                    .get(i % 3),
                                    i % 10 == 3
                                            ? ""
                                            : "(%03d) 555-%04d"
                                                    .formatted(201 + random.nextInt(700), random.nextInt(10_000)),
                                    first,
                                    last,
                                    first + " " + last.replace("'", ""),
                                    login.replaceAll("[^a-z0-9]", "x"),
                                    (1 + random.nextInt(900)) + " " + last + " Street",
                                    last + " " + i % 7 + " Inc",
                                    CheckDigits.IBAN.complete(
                                            "DE00%018d".formatted(random.nextLong(1_000_000_000_000_000L))),
                                    CheckDigits.LUHN.complete("4%03d %04d %04d %04d"
                                            .formatted(
                                                    random.nextInt(1000),
                                                    random.nextInt(10_000),
                                                    random.nextInt(10_000),
                                                    random.nextInt(10_000))),
                                    "%d.%d.%d.%d"
                                            .formatted(
                                                    11 + random.nextInt(80),
                                                    random.nextInt(256),
                                                    random.nextInt(256),
                                                    random.nextInt(256)),
                                    "a4:%02x:%02x:%02x:%02x:%02x"
                                            .formatted(
                                                    random.nextInt(256),
                                                    random.nextInt(256),
                                                    random.nextInt(256),
                                                    random.nextInt(256),
                                                    random.nextInt(256)),
                                    "https://www." + login.replaceAll("[^a-z0-9]", "") + ".org/home",
                                    new java.util.UUID(random.nextLong(), random.nextLong()).toString(),
                                    "%03d-%02d-%04d"
                                            .formatted(
                                                    1 + random.nextInt(700),
                                                    1 + random.nextInt(99),
                                                    random.nextInt(10_000)),
                                    "" + (18 + random.nextInt(60)),
                                    List.of("free", "pro", "team").get(random.nextInt(3)),
                                    List.of("Bern", "Lyon", "Oslo", "Graz").get(random.nextInt(4)))
                            .stream()
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }
}
