package io.inferloop.tabular.core.metrics.fidelity;

/** The metrics of the reports, by the names that SDMetrics gives them. All are in [0, 1], 1 is best. */
public enum Metric {
    KS_COMPLEMENT("KSComplement"),
    TV_COMPLEMENT("TVComplement"),
    CORRELATION_SIMILARITY("CorrelationSimilarity"),
    CONTINGENCY_SIMILARITY("ContingencySimilarity"),
    BOUNDARY_ADHERENCE("BoundaryAdherence"),
    CATEGORY_ADHERENCE("CategoryAdherence"),
    KEY_UNIQUENESS("KeyUniqueness");

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    /** SDMetrics' name, which is also the one in JSON. */
    @Override
    public String toString() {
        return label;
    }
}
