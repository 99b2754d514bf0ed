package io.inferloop.tabular.core.metrics.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every number of the reports against SDMetrics' own. */
class SdmetricsCompatibilityTest {

    private static final double TOLERANCE = 1e-10;

    /** Cramer's V is the root of a difference that nearly cancels where two columns have nothing to do with each other. */
    private static final double STRENGTH_TOLERANCE = 1e-7;

    static List<SdmetricsCase> cases() {
        return SdmetricsCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void columnShapesAreThoseOfSdmetrics(SdmetricsCase pair) {
        QualityReport report = pair.quality();
        assertColumns(report.columnShapes().columns(), pair.expected().get("column_shapes"));
        JsonNode totals = pair.expected().get("totals");
        assertScore("column shapes", report.columnShapes().score(), totals.get("column_shapes"), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void columnPairTrendsAreThoseOfSdmetrics(SdmetricsCase pair) {
        ColumnPairTrends trends = pair.quality().columnPairTrends();
        JsonNode expected = pair.expected().get("column_pair_trends");
        assertThat(trends.pairs()).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            PairScore actual = trends.pairs().get(i);
            JsonNode wanted = expected.get(i);
            assertThat(actual.columns())
                    .containsExactly(wanted.get(0).asString(), wanted.get(1).asString());
            assertThat(actual.metric()).hasToString(wanted.get(2).asString());
            assertScore(actual.columns().toString(), actual.score(), wanted.get(3), TOLERANCE);
            assertScore(actual.columns() + " real edges", actual.scoreRealEdges(), wanted.get(4), TOLERANCE);
            assertScore(actual.columns() + " strength", actual.realStrength(), wanted.get(5), STRENGTH_TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void qualityIsThatOfSdmetricsWithAndWithoutItsThresholds(SdmetricsCase pair) {
        QualityReport report = pair.quality();
        JsonNode totals = pair.expected().get("totals");
        assertScore("quality", report.overall(), totals.get("quality"), TOLERANCE);
        assertScore("trends", report.columnPairTrends().score(), totals.get("column_pair_trends"), TOLERANCE);
        assertScore("quality, related", report.overallRelated(), totals.get("quality_related"), TOLERANCE);
        assertScore(
                "trends, related",
                report.columnPairTrends().scoreRelated(),
                totals.get("column_pair_trends_related"),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDiagnosticReportIsThatOfSdmetrics(SdmetricsCase pair) {
        DiagnosticReport report = pair.diagnostic();
        assertColumns(report.dataValidity().columns(), pair.expected().get("data_validity"));
        JsonNode totals = pair.expected().get("totals");
        assertScore("validity", report.dataValidity().score(), totals.get("data_validity"), TOLERANCE);
        assertScore("structure", report.dataStructure().score(), totals.get("data_structure"), TOLERANCE);
        assertScore("diagnostic", report.overall(), totals.get("diagnostic"), TOLERANCE);
    }

    private static void assertColumns(List<ColumnScore> columns, JsonNode expected) {
        assertThat(columns).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(columns.get(i).column()).isEqualTo(expected.get(i).get(0).asString());
            assertThat(columns.get(i).metric())
                    .hasToString(expected.get(i).get(1).asString());
            assertScore(
                    columns.get(i).column(),
                    columns.get(i).score(),
                    expected.get(i).get(2),
                    TOLERANCE);
        }
    }

    private static void assertScore(String what, @Nullable Double actual, JsonNode expected, double tolerance) {
        if (expected.isNull()) {
            assertThat(actual).as(what).isNull();
        } else {
            assertThat(actual).as(what).isNotNull().isCloseTo(expected.asDouble(), within(tolerance));
        }
    }
}
