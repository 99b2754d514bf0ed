package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.model.ColumnOutputs;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.synthesis.argn.ColumnTokens.Labels;
import io.inferloop.tabular.core.synthesis.argn.ColumnTokens.Numbers;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.transform.NumberRange;
import java.util.Arrays;
import java.util.List;

/** Makes tokens into finished columns: a piece of the token is drawn, and of a piece of numbers a place in it. */
final class TokenDecoder {

    private final Graph graph;
    private final TokenTable table;
    private final List<ColumnTokens> columns;

    TokenDecoder(Graph graph, TokenTable table) {
        this.graph = graph;
        this.table = table;
        this.columns = table.columns();
    }

    /**
     * Writes every column as outputs.
     *
     * @param tokens INT32 [rows, columns]
     * @param uniforms FLOAT [rows, columns], in [0, 1)
     */
    void write(Tensor tokens, Tensor uniforms, GivenTokens known) {
        ColumnOutputs outputs = new ColumnOutputs(graph, table.schema());
        Tensor line = graph.add(graph.cast(tokens, ElementType.DOUBLE), graph.cast(uniforms, ElementType.DOUBLE));
        TableSearch knots =
                new TableSearch(graph, columns.stream().map(TokenDecoder::knots).toList());
        Tensor places = knots.places(line);
        Tensor beyond = graph.subtract(line, knots.entries(places));
        Tensor starts = flat(columns.stream().map(TokenDecoder::starts).toList());
        Tensor slopes = flat(columns.stream().map(TokenDecoder::slopes).toList());
        Tensor values = graph.add(graph.lookup(starts, places), graph.multiply(graph.lookup(slopes, places), beyond));
        Tensor finished = outputs.finished(
                values, columns.stream().map(TokenDecoder::range).toList());
        Tensor cells = known.valuesOrElse(finished);
        int[] gaps = columns.stream().mapToInt(ColumnTokens::valueCount).toArray();
        Tensor missing = graph.or(graph.greaterOrEqual(tokens, graph.constant(gaps, 1, gaps.length)), known.isGap());
        for (int i = 0; i < columns.size(); i++) {
            ColumnTokens column = columns.get(i);
            ColumnSchema schema = table.schema().columns().get(column.column());
            Tensor own = graph.column(cells, i);
            switch (column.values()) {
                case Numbers numbers -> outputs.numbers(schema, own, graph.column(missing, i));
                case Labels labels ->
                    outputs.labels(schema, graph.cast(own, ElementType.INT32), graph.column(missing, i));
            }
        }
    }

    /** Where pieces begin; a column without any has one, which no output shows. */
    private static double[] knots(ColumnTokens column) {
        return column.pieces() == 0 ? new double[1] : Arrays.copyOf(column.knots(), column.pieces());
    }

    private static double[] starts(ColumnTokens column) {
        double[] starts = new double[Math.max(1, column.pieces())];
        switch (column.values()) {
            case Numbers numbers -> System.arraycopy(numbers.starts(), 0, starts, 0, column.pieces());
            case Labels labels -> {
                for (int piece = 0; piece < column.pieces(); piece++) {
                    starts[piece] = labels.codes()[piece];
                }
            }
        }
        return starts;
    }

    /** Change of the value along the line of tokens. */
    private static double[] slopes(ColumnTokens column) {
        double[] slopes = new double[Math.max(1, column.pieces())];
        if (column.values() instanceof Numbers numbers) {
            for (int piece = 0; piece < column.pieces(); piece++) {
                double width = column.knots()[piece + 1] - column.knots()[piece];
                slopes[piece] = (numbers.stops()[piece] - numbers.starts()[piece]) / width;
            }
        }
        return slopes;
    }

    private static NumberRange range(ColumnTokens column) {
        return switch (column.values()) {
            case Numbers numbers -> numbers.range();
            case Labels labels -> LabelTokens.range(labels.codes().length);
        };
    }

    private Tensor flat(List<double[]> tables) {
        double[] joined = tables.stream().flatMapToDouble(Arrays::stream).toArray();
        return graph.constant(joined, joined.length);
    }
}
