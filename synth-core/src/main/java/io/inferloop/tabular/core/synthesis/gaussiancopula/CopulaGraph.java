package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.model.ColumnOutputs;
import io.inferloop.tabular.core.model.InputNames;
import io.inferloop.tabular.core.model.OutputNames;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Shape;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.random.Normal;
import io.inferloop.tabular.core.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a copula as a graph from noise to finished columns. All margins share one flat table of knots; each cell finds
 * its piece by a binary search that runs for all cells at once, so the number of nodes does not grow with the table.
 */
final class CopulaGraph {

    private final Graph graph = new Graph("gaussian_copula");
    private final Copula copula;
    private final TableSchema schema;
    private final ColumnOutputs outputs;

    private CopulaGraph(Copula copula, TableSchema schema) {
        this.copula = copula;
        this.schema = schema;
        this.outputs = new ColumnOutputs(graph, schema);
    }

    static byte[] write(Copula copula, TableSchema schema, Map<String, String> metadata) {
        CopulaGraph writer = new CopulaGraph(copula, schema);
        writer.build();
        return writer.graph.toModel(metadata);
    }

    private void build() {
        int width = copula.width();
        Tensor noise = graph.input(InputNames.noise(schema), ElementType.FLOAT, Shape.of(Shape.ROWS, width));
        if (copula.factor().length == 0) {
            graph.output(OutputNames.NOTHING, graph.column(noise, 0));
            return;
        }
        Tensor latents = graph.matMul(noise, graph.constant(transposedFactor(), width, width));
        int numeric = copula.numeric().size();
        int discrete = copula.discrete().size();
        Tensor gaps = copula.gaps().isEmpty()
                ? latents
                : gaps(graph.columns(latents, numeric + discrete, copula.gaps().size()));
        if (numeric > 0) {
            writeNumbers(graph.columns(latents, 0, numeric), gaps);
        }
        if (discrete > 0) {
            writeLabels(graph.columns(latents, numeric, discrete), gaps);
        }
    }

    private float[] transposedFactor() {
        int width = copula.width();
        float[] transposed = new float[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                transposed[j * width + i] = (float) copula.factor()[i][j];
            }
        }
        return transposed;
    }

    private Tensor gaps(Tensor latents) {
        float[] thresholds = new float[copula.gaps().size()];
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = (float) Normal.quantile(copula.gaps().get(i).missingShare());
        }
        return graph.less(latents, graph.constant(thresholds, 1, thresholds.length));
    }

    private void writeNumbers(Tensor latents, Tensor gaps) {
        List<NumericMargin> margins = copula.numeric();
        Tensor knots = knots(margins);
        Tensor pieces = pieces(latents, knots, margins);
        Tensor starts =
                graph.constant(flat(margins.stream().map(NumericMargin::starts).toList()), totalKnots(margins));
        Tensor slopes =
                graph.constant(flat(margins.stream().map(NumericMargin::slopes).toList()), totalKnots(margins));
        Tensor beyond = graph.cast(graph.subtract(latents, graph.lookup(knots, pieces)), ElementType.DOUBLE);
        Tensor values = graph.add(graph.lookup(starts, pieces), graph.multiply(graph.lookup(slopes, pieces), beyond));
        Tensor finished = outputs.finished(
                values, margins.stream().map(NumericMargin::range).toList());
        for (int i = 0; i < margins.size(); i++) {
            outputs.numbers(
                    schema.columns().get(margins.get(i).column()),
                    graph.column(finished, i),
                    missing(margins.get(i), gaps));
        }
    }

    private void writeLabels(Tensor latents, Tensor gaps) {
        List<DiscreteMargin> margins = copula.discrete();
        Tensor pieces = pieces(latents, knots(margins), margins);
        int[] order = margins.stream()
                .flatMapToInt(margin -> Arrays.stream(margin.order()))
                .toArray();
        Tensor codes = graph.lookup(graph.constant(order, order.length), pieces);
        for (int i = 0; i < margins.size(); i++) {
            outputs.labels(
                    schema.columns().get(margins.get(i).column()),
                    graph.column(codes, i),
                    missing(margins.get(i), gaps));
        }
    }

    private @Nullable Tensor missing(Margin margin, Tensor gaps) {
        int gap = copula.gaps().indexOf(margin);
        return gap < 0 ? null : graph.column(gaps, gap);
    }

    /** For each cell the place of its piece in the flat tables: the last knot of its column that is not above it. */
    private Tensor pieces(Tensor latents, Tensor knots, List<? extends Margin> margins) {
        int columns = margins.size();
        int[] base = new int[columns];
        int[] last = new int[columns];
        int most = 0;
        for (int i = 0, offset = 0; i < columns; i++) {
            int size = margins.get(i).knots().length;
            base[i] = offset;
            offset += size;
            last[i] = offset - 1;
            most = Math.max(most, size);
        }
        Tensor ends = graph.constant(last, 1, columns);
        Tensor place = graph.constant(base, 1, columns);
        for (int step = Integer.highestOneBit(Math.max(1, most - 1)); step > 0; step /= 2) {
            Tensor candidate = graph.min(graph.add(place, graph.constant(new int[] {step})), ends);
            Tensor reached = graph.greaterOrEqual(latents, graph.lookup(knots, candidate));
            place = graph.where(reached, candidate, place);
        }
        return place;
    }

    private Tensor knots(List<? extends Margin> margins) {
        float[] flat = new float[totalKnots(margins)];
        int at = 0;
        for (Margin margin : margins) {
            System.arraycopy(margin.knots(), 0, flat, at, margin.knots().length);
            at += margin.knots().length;
        }
        return graph.constant(flat, flat.length);
    }

    private static int totalKnots(List<? extends Margin> margins) {
        return margins.stream().mapToInt(margin -> margin.knots().length).sum();
    }

    private static double[] flat(List<double[]> tables) {
        return tables.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
