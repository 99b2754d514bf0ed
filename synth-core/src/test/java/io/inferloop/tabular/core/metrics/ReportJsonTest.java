package io.inferloop.tabular.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportJsonTest {

    @Test
    void aReportIsReadableByPeopleAndPrograms() {
        Table table = new Table(List.of(
                new NumericColumn("n", new double[] {1, 2}, 0),
                new NumericColumn("empty", new double[] {Double.NaN, Double.NaN}, 0),
                new CategoricalColumn("c", new int[] {0, 1}, List.of("a", "b"))));
        JsonNode json = JsonMapper.shared().readTree(ReportJson.bytes(QualityReport.of(table, table)));
        assertThat(json.at("/column_shapes/columns/0").toString())
                .isEqualTo("{\"column\":\"n\",\"metric\":\"KSComplement\",\"score\":1.0}");
        assertThat(json.at("/column_shapes/columns/1/score").isNull()).isTrue();
        assertThat(json.at("/column_pair_trends/pairs/1").toString())
                .isEqualTo("{\"columns\":[\"n\",\"c\"],\"metric\":\"ContingencySimilarity\",\"score\":1.0,"
                        + "\"score_real_edges\":1.0,\"real_strength\":1.0,"
                        + "\"association\":{\"real\":1.0,\"synthetic\":1.0}}");
        assertThat(json.propertyNames())
                .containsExactly(
                        "overall", "overall_real_edges", "overall_related", "column_shapes", "column_pair_trends");
    }
}
