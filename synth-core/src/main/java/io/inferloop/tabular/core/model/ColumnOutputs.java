package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.transform.NumberRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of every sampling graph: makes numbers and codes into the outputs that {@link OutputNames} names. */
public final class ColumnOutputs {

    private final Graph graph;
    private final TableSchema schema;

    public ColumnOutputs(Graph graph, TableSchema schema) {
        this.graph = graph;
        this.schema = schema;
    }

    /**
     * Numbers as they may be produced: inside their column's range and on its grid.
     *
     * @param values DOUBLE [rows, columns]
     * @param ranges one per column
     */
    public Tensor finished(Tensor values, List<NumberRange> ranges) {
        Tensor min = perColumn(ranges.stream().mapToDouble(NumberRange::min).toArray());
        Tensor max = perColumn(ranges.stream().mapToDouble(NumberRange::max).toArray());
        Tensor multiplier = perColumn(
                ranges.stream().mapToDouble(range -> range.grid().multiplier()).toArray());
        Tensor divisor = perColumn(
                ranges.stream().mapToDouble(range -> range.grid().divisor()).toArray());
        Tensor inside = graph.min(graph.max(values, min), max);
        Tensor steps = graph.round(graph.divide(graph.multiply(inside, multiplier), divisor));
        return graph.divide(graph.multiply(steps, divisor), multiplier);
    }

    /**
     * Puts out a column of numbers or of datetimes.
     *
     * @param values DOUBLE [rows], {@linkplain #finished finished}; of a datetime the epoch milliseconds
     * @param missing BOOL [rows], or null where no cell is missing
     */
    public void numbers(ColumnSchema column, Tensor values, @Nullable Tensor missing) {
        Tensor typed = column instanceof ColumnSchema.Datetime ? graph.cast(values, ElementType.INT64) : values;
        graph.output(OutputNames.values(schema, column.name()), withGaps(typed, missing));
    }

    /**
     * Puts out the codes of a categorical or boolean column and, beside them, its labels.
     *
     * @param codes INT32 [rows], places in the schema's categories; of a boolean 0 for false and 1 for true
     * @param missing BOOL [rows], or null where no cell is missing
     */
    public void labels(ColumnSchema column, Tensor codes, @Nullable Tensor missing) {
        Tensor finished = withGaps(codes, missing);
        graph.output(OutputNames.codes(schema, column.name()), finished);
        graph.output(OutputNames.values(schema, column.name()), texts(column, finished));
    }

    /** A missing label is the empty text, as in the file. */
    private Tensor texts(ColumnSchema column, Tensor codes) {
        List<String> labels = new ArrayList<>();
        labels.add("");
        if (column instanceof ColumnSchema.Bool bool) {
            labels.addAll(List.of(bool.falseLabel(), bool.trueLabel()));
        } else {
            labels.addAll(((ColumnSchema.Categorical) column).categories());
        }
        return graph.lookup(graph.constant(labels), graph.add(codes, graph.constant(new int[] {1})));
    }

    private Tensor withGaps(Tensor values, @Nullable Tensor missing) {
        return missing == null ? values : graph.where(missing, gap(values.type()), values);
    }

    private Tensor gap(ElementType type) {
        return switch (type) {
            case DOUBLE -> graph.constant(new double[] {Double.NaN});
            case INT64 -> graph.constant(new long[] {DatetimeColumn.MISSING});
            case INT32 -> graph.constant(new int[] {CategoricalColumn.MISSING});
            case FLOAT, BOOL, STRING -> throw new IllegalArgumentException("No column is made of " + type);
        };
    }

    private Tensor perColumn(double[] values) {
        return graph.constant(values, 1, values.length);
    }
}
