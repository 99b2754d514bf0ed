package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.onnx.runtime.GraphInput;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.CellNumber;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** What a sampling graph is run on, chunk by chunk, in arrays that are used again; for one thread. */
final class GraphInputs {

    private final TableSchema schema;
    private final List<ColumnSchema> learned;
    private final boolean conditionable;
    private final boolean hasTemperature;
    private final float[] temperature;
    private final GivenCells cells;
    private final NoiseSource source;
    private final int noiseWidth;
    private final float[] noise;
    private final double[] given;
    private final boolean[] isGiven;

    /** @param hasTemperature whether the graph has such an input */
    GraphInputs(
            ModelDescription model,
            GivenCells cells,
            double temperature,
            boolean hasTemperature,
            Seeds noiseSeeds,
            int chunkRows) {
        this.schema = model.schema();
        this.learned = schema.learned();
        this.conditionable = !(model.conditioning() instanceof Conditioning.None);
        this.hasTemperature = hasTemperature;
        this.temperature = new float[] {(float) temperature};
        this.cells = cells;
        this.noiseWidth = model.noiseWidth();
        this.source = new NoiseSource(noiseSeeds, noiseWidth);
        this.noise = new float[Math.multiplyExact(chunkRows, noiseWidth)];
        int size = conditionable ? Math.multiplyExact(chunkRows, learned.size()) : 0;
        this.given = new double[size];
        this.isGiven = new boolean[size];
    }

    /** The inputs for some rows, valid until the next call. */
    List<GraphInput> of(long firstRow, int rows) {
        source.fill(noise, firstRow, rows);
        List<GraphInput> inputs = new ArrayList<>();
        inputs.add(new GraphInput.Floats(InputNames.noise(schema), noise, rows, noiseWidth));
        if (conditionable) {
            cells.fill(given, isGiven, firstRow, rows);
            inputs.add(new GraphInput.Doubles(InputNames.given(schema), given, rows, learned.size()));
            inputs.add(new GraphInput.Flags(InputNames.isGiven(schema), isGiven, rows, learned.size()));
        }
        if (hasTemperature) {
            inputs.add(new GraphInput.Floats(InputNames.temperature(schema), temperature, 1, 1));
        }
        return inputs;
    }

    /** Throws if the model has changed a cell that it was given by the last {@link #of}. */
    void requireGiven(Table made) {
        for (int at = 0; conditionable && at < learned.size(); at++) {
            Column column = made.column(learned.get(at).name());
            for (int row = 0; row < made.rows(); row++) {
                int cell = row * learned.size() + at;
                if (isGiven[cell] && !same(CellNumber.at(column, row), given[cell])) {
                    throw new IllegalStateException("Column '%s' was given as %s, and the model made it %s"
                            .formatted(column.name(), given[cell], CellNumber.at(column, row)));
                }
            }
        }
    }

    private static boolean same(double made, double given) {
        return made == given || Double.isNaN(made) && Double.isNaN(given);
    }
}
