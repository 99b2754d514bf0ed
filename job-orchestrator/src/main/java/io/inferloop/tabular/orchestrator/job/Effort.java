package io.inferloop.tabular.orchestrator.job;

/** What succeeded tasks of a job amounted to; the quantities that become usage. */
public record Effort(long rowsGenerated, long validations, long cpuMillis, long gpuMillis) {

    public static final Effort NONE = new Effort(0, 0, 0, 0);

    public Effort {
        if (rowsGenerated < 0 || validations < 0 || cpuMillis < 0 || gpuMillis < 0) {
            throw new IllegalArgumentException(
                    "Effort must not be negative: %d rows, %d validations, %d ms CPU, %d ms GPU"
                            .formatted(rowsGenerated, validations, cpuMillis, gpuMillis));
        }
    }

    public static Effort ofGpu(long gpuMillis) {
        return new Effort(0, 0, 0, gpuMillis);
    }

    Effort plus(Effort other) {
        return new Effort(
                rowsGenerated + other.rowsGenerated,
                validations + other.validations,
                cpuMillis + other.cpuMillis,
                gpuMillis + other.gpuMillis);
    }
}
