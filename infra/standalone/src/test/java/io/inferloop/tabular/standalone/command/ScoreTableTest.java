package io.inferloop.tabular.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTableTest {

    @Test
    void everyScoreStandsBesideItsCeilingAndItsBaseline() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("column_shapes", 0.99341);
        scores.put("holdout_column_shapes", 0.99283);
        scores.put("baseline_column_shapes", 0.99514);
        scores.put("diagnostic", 1.0);
        scores.put("exact_copy_rate", 0.0273);
        scores.put("exact_copy_rate_of_real_rows", 0.1796);

        assertThat(ScoreTable.of(scores)).isEqualTo("""
                          SCORE          VALUE  CEILING  BASELINE  MEANING
                          column_shapes  0.993    0.993     0.995  how alike each column is distributed
                          diagnostic     1.000                     valid values, ranges and structure
                          Ceiling: what new real rows score. Baseline: the real columns, each shuffled on its own.
                          Copies: 2.7 % of the synthetic rows equal a real row; of the real rows, 18.0 % occur more than once.
                        """);
    }

    @Test
    void aScoreThatIsNewHereIsShownAllTheSame() {
        assertThat(ScoreTable.of(Map.of("detection_auc", 0.61))).contains("detection_auc  0.610");
    }
}
