package io.inferloop.tabular.core.metrics.fidelity;

import static io.inferloop.tabular.core.metrics.fidelity.FixtureTables.labels;
import static io.inferloop.tabular.core.metrics.fidelity.FixtureTables.numbers;
import static io.inferloop.tabular.core.metrics.fidelity.FixtureTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.Table;
import org.junit.jupiter.api.Test;

class DiagnosticReportTest {

    private final Table real = table(numbers("n", 1, 2, 5), labels("c", "a", "b", "a"));

    @Test
    void aMissingColumnLowersTheStructureAndHasNoValidity() {
        DiagnosticReport report = DiagnosticReport.of(real, table(numbers("n", 1, 2)));
        assertThat(report.dataStructure().score()).isEqualTo(0.5);
        assertThat(report.dataValidity().columns().get(1).score()).isNull();
        assertThat(report.dataValidity().score()).isEqualTo(1);
        assertThat(report.overall()).isEqualTo(0.75);
    }

    @Test
    void aColumnOfAnotherKindIsAnotherColumn() {
        DiagnosticReport report = DiagnosticReport.of(real, table(labels("n", "1"), labels("c", "a")));
        assertThat(report.dataStructure().score()).isEqualTo(1.0 / 3);
    }

    @Test
    void missingNumbersAreInvalidOnlyWhereTheRealColumnHasNone() {
        assertThat(Adherence.boundaryAdherence(new double[] {1, 5}, new double[] {3, 6, Double.NaN, 1}))
                .isEqualTo(0.5);
        assertThat(Adherence.boundaryAdherence(new double[] {1, 5, Double.NaN}, new double[] {3, 6, Double.NaN, 1}))
                .isEqualTo(2.0 / 3);
    }

    @Test
    void repeatedAndMissingKeysAreNotUnique() {
        assertThat(Adherence.keyUniqueness(new KeyColumn("id", new String[] {"a", "b", "a", null})))
                .isEqualTo(0.5);
    }
}
