package io.inferloop.tabular.benchmarks.copula;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputCheckTest {

    private static final String REAL = "weight,colour\n" + "1.5,red\n2.5,blue\n".repeat(20);

    @Test
    void theTableItselfPasses() throws IOException {
        assertThat(mistakes(REAL)).isEmpty();
    }

    @Test
    void otherColumnsAreNamed() throws IOException {
        assertThat(mistakes(REAL.replace("colour", "color")))
                .containsExactly("the header is [weight, color], the table's is [weight, colour]");
    }

    @Test
    void missingRowsAreCounted() throws IOException {
        assertThat(mistakes(REAL + "1.5,red\n")).containsExactly("there are 41 rows, asked for were 40");
    }

    @Test
    void aCategoryThatTheTableHasNotIsNamed() throws IOException {
        assertThat(mistakes(REAL.replaceFirst("red", "green")))
                .containsExactly("'colour' has the category 'green', which the table has not");
    }

    @Test
    void numbersKeepToTheRangeAndTheDecimals() throws IOException {
        assertThat(mistakes(REAL.replaceFirst("2.5", "2.75")))
                .containsExactly("'weight' leaves the table's range", "'weight' has more than 1 decimals");
    }

    @Test
    void cellsThatWentMissingAreNoticed() throws IOException {
        assertThat(mistakes(REAL.replaceFirst("1.5", "")))
                .containsExactly("'weight' is missing in 0.0250 of the rows, not in 0.0000");
    }

    @Test
    void columnsThatLostTheirTrendAreNoticed() throws IOException {
        String independent = "weight,colour\n" + "1.5,red\n2.5,blue\n1.5,blue\n2.5,red\n".repeat(10);
        OutputCheck check = OutputCheck.of(
                CsvBytes.readTyped(independent.getBytes(StandardCharsets.UTF_8)),
                REAL.getBytes(StandardCharsets.UTF_8));
        assertThat(check.mistakes()).singleElement().asString().contains("no better than that of shuffled columns");
    }

    private static List<String> mistakes(String synthetic) throws IOException {
        return OutputCheck.of(
                        CsvBytes.readTyped(REAL.getBytes(StandardCharsets.UTF_8)),
                        synthetic.getBytes(StandardCharsets.UTF_8))
                .mistakes();
    }
}
