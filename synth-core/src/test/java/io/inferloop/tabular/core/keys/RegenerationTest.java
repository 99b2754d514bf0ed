package io.inferloop.tabular.core.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.personal.CheckDigits;
import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.PersonalTables;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.datafaker.Faker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back for keys and personal data, through the smallest of the algorithms. */
class RegenerationTest {

    /** The form is kept so well that the sample, read as a new table, has the same types. */
    @Test
    void whatIsMadeAnewIsDetectedAsTheSameKind() throws IOException {
        TypedTable people = PersonalTables.of(2_000, 3);
        Table sample = sample(fit(people), 3_000, 1);
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try (CsvTableWriter writer = new CsvTableWriter(people.schema(), csv)) {
            writer.write(sample);
        }
        TypedTable again = SampleTables.ofCsv(csv.toString(StandardCharsets.UTF_8));
        assertThat(again.schema().columns().stream().map(ColumnSchema::type))
                .isEqualTo(people.schema().columns().stream()
                        .map(ColumnSchema::type)
                        .toList());
        assertThat(values(sample, "account"))
                .allMatch(CheckDigits.IBAN::isValid)
                .allMatch(iban -> iban.startsWith("DE"));
        assertThat(values(sample, "paid_with"))
                .allMatch(CheckDigits.LUHN::isValid)
                .allMatch(card -> card.matches("4\\d{3} \\d{4} \\d{4} \\d{4}"));
        assertThat(values(sample, "Phone")).allMatch(phone -> phone.matches("\\(\\d{3}\\) 555-\\d{4}"));
        assertThat(values(sample, "contact"))
                .allMatch(address -> address.matches("[a-z]+\\.[a-z]+\\d\\d@example\\.(com|org|net)"));
    }

    /** Not a value of the table comes out of ten seeds; the table here takes up a twentieth of all numbers that there are. */
    @Test
    void noValueOfTheTableComesOut() {
        Random random = new Random(1);
        List<Integer> numbers = new ArrayList<>(
                random.ints(0, 100_000).distinct().limit(5_000).boxed().toList());
        Faker faker = new Faker(Locale.ENGLISH, random);
        TypedTable table = SampleTables.ofRows(
                "member_id,phone,given_name,family_name,full_name,x",
                5_000,
                i -> "M%05d,555-%05d,%s,%s,%s %s,%d"
                        .formatted(
                                numbers.get(i),
                                numbers.get(i),
                                faker.name().firstName(),
                                faker.name().lastName(),
                                faker.name().firstName(),
                                faker.name().lastName(),
                                i % 3));
        ModelArtifact model = fit(table);
        for (int seed = 0; seed < 10; seed++) {
            Table sample = sample(model, 5_000, seed);
            for (String column : List.of("member_id", "phone", "given_name", "family_name", "full_name")) {
                Set<String> copies = new HashSet<>(values(sample, column));
                copies.retainAll(new HashSet<>(values(table.table(), column)));
                assertThat(copies).as(column).isEmpty();
            }
            assertThat(new HashSet<>(values(sample, "member_id")))
                    .hasSize(5_000)
                    .allMatch(id -> id.matches("M\\d{5}(-\\d+)?"));
        }
    }

    /** All codes of four digits are taken: only longer ones are nobody's. */
    @Test
    void growsWhereNoValueIsFree() {
        TypedTable table = SampleTables.ofRows("code_id,x", 10_000, i -> "K%04d,%d".formatted(i, i % 3));
        assertThat(values(sample(fit(table), 20_000, 1), "code_id"))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("K\\d{5,}(-\\d+)?"));
    }

    @Test
    void valuesRepeatAsOftenAsTheyDid() {
        Random random = new Random(2);
        // Ten addresses in 200 rows each, 400 in 5, and 4 000 in one.
        IntFunction<String> address = i -> i < 2_000 ? "rep" + i % 10 : i < 4_000 ? "client" + i % 400 : "once" + i;
        List<Integer> order = new ArrayList<>(IntStream.range(0, 8_000).boxed().toList());
        Collections.shuffle(order, random);
        TypedTable table =
                SampleTables.ofRows("mail,x", 8_000, i -> address.apply(order.get(i)) + "@mail.org," + i % 3);
        assertThat(table.schema().column("mail").type()).isEqualTo(ColumnType.EMAIL);
        Table sample = sample(fit(table), 8_000, 4);
        var counts = values(sample, "mail").stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(counts.size()).isBetween(4_200, 4_620);
        assertThat(counts.values().stream().filter(count -> count > 100)).hasSize(10);
        assertThat(counts.values().stream().filter(count -> count == 1).count()).isBetween(3_700L, 4_300L);
    }

    /** Not a name, a number or an address. */
    @Test
    void noValueOfTheTableIsInTheArtifact(@TempDir Path folder) throws IOException {
        TypedTable people = PersonalTables.of(500, 9);
        fit(people).save(folder);
        Set<String> kept = Pattern.compile("\"")
                .splitAsStream(Files.readString(folder.resolve("model.json")))
                .collect(Collectors.toSet());
        for (String column : PersonalTables.KINDS.keySet()) {
            // The names in the artifact are Datafaker's, and some of them are those of people in the table.
            if (!Set.of("first_name", "surname").contains(column)) {
                Set<String> values = new HashSet<>(values(people.table(), column));
                values.retainAll(kept);
                assertThat(values).as(column).isEmpty();
            }
        }
    }

    @Test
    void keepsCapitalsAndTheOrderOfNames() {
        Faker faker = new Faker(Locale.ENGLISH, new Random(4));
        TypedTable table = SampleTables.ofRows(
                "patient_name,visitor_surname,x",
                400,
                i -> "\"%s, %s\",%s,%d"
                        .formatted(
                                faker.name().lastName(),
                                faker.name().firstName(),
                                faker.name().lastName().toUpperCase(Locale.ROOT),
                                i % 3));
        Table sample = sample(fit(table), 400, 1);
        assertThat(values(sample, "patient_name")).allMatch(name -> name.matches("\\p{Lu}\\p{L}+, \\p{Lu}\\p{L}+.*"));
        assertThat(values(sample, "visitor_surname")).allMatch(name -> name.equals(name.toUpperCase(Locale.ROOT)));
    }

    @Test
    void personalDataIsNoCondition() {
        assertThat(Conditions.of(Map.of("contact", "anna@web.de"))
                        .mistakes(PersonalTables.of(50, 1).schema()))
                .containsExactly(
                        "Column 'contact' is personal data (email): it is made anew for every row and cannot be given");
    }

    /** Machines inside stay inside, and those of the new protocol stay such. */
    @Test
    void keepsTheKindOfNetwork() {
        TypedTable table = SampleTables.ofRows(
                "host_ip,x",
                300,
                i -> (i % 3 == 0 ? "fe80::%x:%x".formatted(i, i * 7) : "192.168.%d.%d".formatted(i % 5, i % 250)) + ","
                        + i % 4);
        List<String> made = values(sample(fit(table), 900, 1), "host_ip");
        assertThat(made).allMatch(ip -> ip.startsWith("10.") || ip.startsWith("2001:db8:"));
        assertThat(made.stream().filter(ip -> ip.contains(":")).count()).isBetween(230L, 370L);
    }

    private static List<String> values(Table table, String column) {
        return Arrays.stream(((KeyColumn) table.column(column)).values())
                .filter(Objects::nonNull)
                .toList();
    }

    private static ModelArtifact fit(TypedTable table) {
        return new AlgorithmCatalogue()
                .synthesizer("gaussian_copula")
                .fit(table, FitOptions.ofSeed(1), ProgressListener.NONE, Cancellation.NONE);
    }

    private static Table sample(ModelArtifact model, int rows, long seed) {
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            return sampler.sample(rows, seed);
        }
    }
}
