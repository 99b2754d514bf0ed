package io.inferloop.tabular.core.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlgorithmChoiceTest {

    private static final TableSize ADULT = new TableSize(32_561, 15, 102);
    private static final Map<String, String> PROFESSIONAL = Map.of("argn", "plan professional does not include it");

    private final AlgorithmCatalogue catalogue = new AlgorithmCatalogue();

    @Test
    void takesTheNetworkWhereItFitsAMinute() {
        assertThat(choose(ADULT, 2))
                .isEqualTo(new AlgorithmChoice("argn", "argn: 32,561 rows and 15 columns fit 60 s on 2 CPU threads"));
    }

    @Test
    void takesTreesWhereThePlanHasNoNetwork() {
        AlgorithmChoice choice = catalogue.choose(ADULT, 2, Map.of(), List.of(), PROFESSIONAL);

        assertThat(choice.algorithm()).isEqualTo("cart");
        assertThat(choice.reason())
                .isEqualTo("cart: 32,561 rows and 15 columns fit 60 s on 2 CPU threads;"
                        + " not argn, because plan professional does not include it");
    }

    @Test
    void neverTakesWhatIsExcluded() {
        Map<String, String> starter = Map.of("argn", "no", "cart", "no");
        for (long rows : new long[] {1, 150, 1_000, 100_000, 100_000_000}) {
            assertThat(catalogue
                            .choose(new TableSize(rows, 20, 0), 1, Map.of(), List.of(), starter)
                            .algorithm())
                    .isEqualTo("gaussian_copula");
        }
    }

    @Test
    void growsMoreCautiousWithFewerRows() {
        assertThat(choose(new TableSize(FEWEST, 7, 0), 2).algorithm()).isEqualTo("argn");
        assertThat(choose(new TableSize(FEWEST - 1, 7, 0), 2).algorithm()).isEqualTo("cart");
        AlgorithmChoice tiny = choose(new TableSize(5, 7, 0), 2);
        assertThat(tiny.algorithm()).isEqualTo("gaussian_copula");
        assertThat(tiny.reason()).contains("not cart, because it wants at least 100 rows");
    }

    private static final int FEWEST = AlgorithmChoice.FEWEST_ROWS_FOR_A_NETWORK;

    @Test
    void leavesWideTablesAndThoseOfManyLabelsToTrees() {
        assertThat(choose(new TableSize(5_000, 151, 0), 8).reason())
                .startsWith("cart:")
                .contains("it is for at most 150 columns");
        assertThat(choose(new TableSize(5_000, 30, 10_001), 8).reason())
                .startsWith("cart:")
                .contains("10,000 labels");
    }

    @Test
    void leavesWhatTakesTooLongToTheNextFaster() {
        AlgorithmChoice million = choose(new TableSize(1_000_000, 20, 0), 4);
        assertThat(million.reason()).startsWith("cart:").contains("argn").contains("more than 60 s");
        assertThat(choose(new TableSize(100_000_000, 50, 0), 4).algorithm()).isEqualTo("gaussian_copula");
    }

    @Test
    void respectsConditionsAndSettings() {
        TableSize tiny = new TableSize(5, 3, 0);
        Map<String, String> none = Map.of();
        assertThat(catalogue
                        .choose(ADULT, 2, Map.of("epochs", 3), List.of("sex"), none)
                        .algorithm())
                .isEqualTo("argn");
        assertThat(catalogue
                        .choose(ADULT, 2, Map.of("min_leaf", 9), List.of(), none)
                        .algorithm())
                .isEqualTo("cart");
        // Small as it is: what takes conditions is better than what cannot.
        assertThat(catalogue.choose(tiny, 2, Map.of(), List.of("sex"), none).algorithm())
                .isEqualTo("cart");
        assertThat(catalogue
                        .choose(tiny, 2, Map.of(), List.of("sex"), Map.of("argn", "no", "cart", "no"))
                        .algorithm())
                .as("it is for its caller to say what it cannot be given")
                .isEqualTo("gaussian_copula");
    }

    @Test
    void theLibraryFitsTheBestAndSaysWhyInTheProvenance() {
        TypedTable table = SampleTables.ofRows("a,b", 40, row -> "%d,%s".formatted(row % 7, row % 2 == 0 ? "x" : "y"));

        Provenance provenance = catalogue
                .fitBest(table, FitOptions.ofSeed(7), ProgressListener.NONE, Cancellation.NONE)
                .description()
                .provenance();

        assertThat(provenance.algorithm()).isEqualTo("gaussian_copula");
        assertThat(provenance.algorithmReason())
                .startsWith("gaussian_copula: for tables of any size, here 40 rows and 2 columns");
    }

    private AlgorithmChoice choose(TableSize table, int threads) {
        return catalogue.choose(table, threads, Map.of(), List.of(), Map.of());
    }
}
