package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.metrics.fidelity.Accuracy;
import io.inferloop.tabular.core.metrics.fidelity.ColumnScore;
import io.inferloop.tabular.core.metrics.fidelity.DiagnosticReport;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * What another table scores in the synthetic one's place, so that the synthetic one's scores mean something.
 *
 * @param columns the shapes, one per column but keys
 * @param pairs the trends with the real table's bins, in the order of the synthetic table's pairs; NaN where undefined.
 *     Numbers alone, because wide tables have half a million pairs. Owned by the record
 */
public record Reference(ReferenceScores scores, List<ColumnScore> columns, double[] pairs) {

    public Reference {
        columns = List.copyOf(columns);
    }

    static Reference of(Table real, Table other, QualityReport quality, Accuracy accuracy) {
        return new Reference(
                ReferenceScores.of(real.rows(), other.rows(), quality, DiagnosticReport.of(real, other), accuracy),
                quality.columnShapes().columns(),
                quality.columnPairTrends().pairs().stream()
                        .mapToDouble(pair -> pair.scoreRealEdges() == null ? Double.NaN : pair.scoreRealEdges())
                        .toArray());
    }

    /** With every distance from 1 but the diagnostic's times {@code factor}. */
    Reference scaled(double factor) {
        return new Reference(
                scores.scaled(factor),
                columns.stream()
                        .map(column -> new ColumnScore(
                                column.column(), column.metric(), ReferenceScores.scaled(column.score(), factor)))
                        .toList(),
                Arrays.stream(pairs).map(score -> 1 - (1 - score) * factor).toArray());
    }
}
