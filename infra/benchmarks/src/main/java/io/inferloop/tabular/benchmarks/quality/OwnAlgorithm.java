package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.Generator;
import io.inferloop.tabular.benchmarks.measurement.Machine;
import io.inferloop.tabular.benchmarks.measurement.PeakMemory;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;

/** An algorithm of this repository with its default settings, in this process. */
record OwnAlgorithm(Generator generator) implements Contender {

    @Override
    public String name() {
        return generator.synthesizer().description().name();
    }

    @Override
    public Rows learn(TypedTable table, long seed) throws IOException {
        int rows = table.table().rows();
        PeakMemory.reset();
        double cpuBefore = Machine.cpuSeconds();
        long begin = System.nanoTime();
        ModelArtifact model = generator.fit(table, seed);
        long fitted = System.nanoTime();
        double fitCpuSeconds = Machine.cpuSeconds() - cpuBefore;
        byte[] csv = generator.sample(model, rows, seed);
        double sampleSeconds = (System.nanoTime() - fitted) / 1e9;
        return new Rows(
                csv, new Cost((fitted - begin) / 1e9, fitCpuSeconds, rows / sampleSeconds, PeakMemory.mebibytes()));
    }
}
