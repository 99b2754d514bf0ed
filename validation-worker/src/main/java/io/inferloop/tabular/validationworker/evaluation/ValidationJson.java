package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.metrics.fidelity.Accuracy;
import io.inferloop.tabular.core.metrics.fidelity.DiagnosticReport;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import org.jspecify.annotations.Nullable;

/**
 * {@code validation.json}. Of the references only the scores of whole tables, since their columns and pairs would make it
 * three times as long.
 *
 * @param ceiling null where the real table is too small to be halved
 */
record ValidationJson(
        long realRows,
        long syntheticRows,
        QualityReport quality,
        DiagnosticReport diagnostic,
        @Nullable ReferenceScores ceiling,
        ReferenceScores baseline,
        Accuracy accuracy,
        RowTests rows,
        double exactCopyRate,
        double exactCopyRateOfRealRows) {

    static ValidationJson of(Evaluation evaluation) {
        Reference ceiling = evaluation.ceiling();
        return new ValidationJson(
                evaluation.realRows(),
                evaluation.syntheticRows(),
                evaluation.quality(),
                evaluation.diagnostic(),
                ceiling == null ? null : ceiling.scores(),
                evaluation.baseline().scores(),
                evaluation.accuracy(),
                evaluation.rows(),
                evaluation.exactCopyRate(),
                evaluation.exactCopyRateOfRealRows());
    }
}
