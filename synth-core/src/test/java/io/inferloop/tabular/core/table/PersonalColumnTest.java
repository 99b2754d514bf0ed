package io.inferloop.tabular.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.synthesis.PersonalTables;
import io.inferloop.tabular.core.synthesis.SampleTables;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalColumnTest {

    @Test
    void everyKindIsFoundByNameOrContent() {
        Map<String, String> found = new TreeMap<>();
        for (ColumnSchema column : PersonalTables.of(500, 1).schema().columns()) {
            if (column.type().isRegenerated()) {
                found.put(column.name(), column.type().text());
            }
        }
        assertThat(found).isEqualTo(PersonalTables.KINDS);
    }

    /** A false alarm would cost these their statistics. */
    @ParameterizedTest
    @ValueSource(strings = {"adult", "diamonds", "taxis", "penguins", "titanic"})
    void nothingOfTheKnownTablesIsPersonal(String table) {
        assertThat(SampleTables.real(table).schema().columns())
                .noneMatch(column -> column.type().isRegenerated());
    }

    /** As Kaggle has it, with names that its passengers could have had. */
    @Test
    void theTitanicsPassengersHaveNames() {
        List<String> names =
                List.of("Owen Harris", "John Bradley (Florence Briggs)", "Laina", "William Henry", "Gosta Leonard");
        TypedTable table = SampleTables.ofRows(
                "PassengerId,Survived,Name,Sex,Ticket,Cabin",
                200,
                i -> "%d,%d,\"Sohn%c%c, Mr. %s\",%s,%s,%s"
                        .formatted(
                                i + 1,
                                i % 2,
                                'a' + i % 26,
                                'a' + i / 26,
                                names.get(i % 5),
                                i % 3 == 0 ? "male" : "female",
                                i % 2 == 0 ? "A/5 " + (21_000 + i / 4) : "" + (11_000 + i / 3),
                                i % 4 == 0 ? "C" + i % 60 : ""));
        assertThat(table.schema().columns().stream().map(ColumnSchema::type))
                .containsExactly(
                        ColumnType.KEY,
                        ColumnType.INTEGER,
                        ColumnType.FULL_NAME,
                        ColumnType.CATEGORICAL,
                        ColumnType.CATEGORICAL,
                        ColumnType.CATEGORICAL);
    }

    @ParameterizedTest
    @CsvSource({
        "firstName, FIRST_NAME", "GIVEN NAME, FIRST_NAME", "prénom, FIRST_NAME", "vorname, FIRST_NAME",
        "LastName, LAST_NAME", "customer_surname, LAST_NAME", "Nachname, LAST_NAME", "apellido2, LAST_NAME",
        "employeeFullName, FULL_NAME", "driver_name, FULL_NAME", "user_name, USER_NAME", "Login, USER_NAME",
        "Employer, COMPANY", "companyName, COMPANY", "address_line_2, STREET_ADDRESS", "Straße, STREET_ADDRESS",
        "email address, CATEGORICAL", "station_name, CATEGORICAL", "product name, CATEGORICAL", "city, CATEGORICAL",
        "native-country, CATEGORICAL", "occupation, CATEGORICAL", "phone_model, CATEGORICAL", "remarks, CATEGORICAL"
    })
    void namesOfColumnsDecideWhereValuesAreAnyWords(String name, ColumnType expected) {
        assertThat(typeOf(name, i -> "Wort" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 20)))
                .isEqualTo(expected);
    }

    /** What looks like personal data, and is none. */
    @Test
    void leavesStatisticsWhereTheyMeanSomething() {
        Random random = new Random(1);
        // Few different values, each in many rows.
        assertThat(typeOf("first_name", i -> List.of("Anna", "Bert", "Cleo").get(i % 3)))
                .isEqualTo(ColumnType.CATEGORICAL);
        assertThat(typeOf("company", i -> "Firm " + "ABCDE".charAt(i % 5))).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(typeOf(
                        "referrer",
                        i -> List.of("https://a.org", "https://b.org").get(i % 2)))
                .isEqualTo(ColumnType.CATEGORICAL);
        // Numbers by the names of columns that could hold others.
        assertThat(typeOf("phone", i -> "" + i % 40)).isEqualTo(ColumnType.INTEGER);
        assertThat(typeOf("tin", i -> "0." + (123_456 + i))).isEqualTo(ColumnType.DECIMAL);
        assertThat(typeOf("address", i -> "" + i * 8 % 4096)).isEqualTo(ColumnType.INTEGER);
        // Sixteen digits without the right last one, four numbers that count releases.
        assertThat(typeOf("big", i -> "4" + (100_000_000_000_000L + random.nextLong(899_999_999_999_999L))))
                .isEqualTo(ColumnType.INTEGER);
        assertThat(typeOf("app_version", i -> "1.%d.%d.%d".formatted(i % 9, i % 3, i % 25)))
                .isEqualTo(ColumnType.CATEGORICAL);
        assertThat(typeOf(
                        "name",
                        i -> "chevrolet model " + "abcdefg".charAt(i % 7) + " " + "xyz".charAt(i % 3)
                                + "qrstuvwop".charAt(i % 9)))
                .isEqualTo(ColumnType.CATEGORICAL);
    }

    /** An address is personal however few of them there are. */
    @Test
    void fewAddressesOfPeopleAreStillTheirs() {
        assertThat(typeOf("handled by", i -> "rep" + i % 3 + "@firm.com")).isEqualTo(ColumnType.EMAIL);
    }

    @Test
    void theUserDecidesBeforeTheValuesDo() {
        String csv = "contact,note\n"
                + IntStream.range(0, 40)
                        .mapToObj(i -> "a" + i % 20 + "@b.org,n" + i % 2 + "\n")
                        .reduce("", String::concat);
        TypedTable table =
                SampleTables.ofCsv(csv, Map.of("contact", ColumnType.CATEGORICAL, "note", ColumnType.COMPANY));
        assertThat(table.schema().columns().stream().map(ColumnSchema::type))
                .containsExactly(ColumnType.CATEGORICAL, ColumnType.COMPANY);
    }

    private static ColumnType typeOf(String name, IntFunction<String> cell) {
        return SampleTables.ofRows(name + ",x", 600, i -> cell.apply(i) + "," + i % 3)
                .schema()
                .column(name)
                .type();
    }
}
