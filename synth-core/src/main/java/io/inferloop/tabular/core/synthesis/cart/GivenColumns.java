package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.model.InputNames;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Shape;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.transform.NumericPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cells that a sampling graph is given, as codes and question groups. All tensors of one column are [rows, 1]. */
final class GivenColumns {

    private final Graph graph;
    private final TableSchema schema;
    private final Tensor isGiven;
    private final Tensor present;
    private final Tensor cells;
    private final List<CodedColumn> numbers;
    private final Tensor groups;

    /**
     * Adds the inputs to a graph of at least one column.
     *
     * @param asked the columns whose groups will be wanted
     */
    GivenColumns(Graph graph, TableSchema schema, List<CodedColumn> asked) {
        this.graph = graph;
        this.schema = schema;
        Shape shape = Shape.of(Shape.ROWS, schema.learned().size());
        Tensor given = graph.input(InputNames.given(schema), ElementType.DOUBLE, shape);
        this.isGiven = graph.input(InputNames.isGiven(schema), ElementType.BOOL, shape);
        // Only NaN is not at least itself.
        this.present = graph.greaterOrEqual(given, given);
        this.cells = graph.where(present, given, graph.constant(new double[] {0}));
        this.numbers = asked.stream().filter(CodedColumn::isOrdered).toList();
        this.groups = numbers.isEmpty()
                ? cells
                : groups(graph.beside(
                        numbers.stream().map(column -> of(cells, column)).toList()));
    }

    /** The given numbers, or others where none are given; 0 for a missing one. */
    Tensor cellsOrElse(CodedColumn column, Tensor values) {
        return graph.where(of(isGiven, column), of(cells, column), values);
    }

    /**
     * The given codes, or others where none are given. A missing cell has {@link CodedColumn#missingOrBeyond}, a given number
     * some code of a number.
     */
    Tensor codesOrElse(CodedColumn column, Tensor codes) {
        Tensor some =
                column.isOrdered() ? graph.constant(new int[] {0}) : graph.cast(of(cells, column), ElementType.INT32);
        Tensor given = graph.where(of(present, column), some, graph.constant(new int[] {column.missingOrBeyond()}));
        return graph.where(of(isGiven, column), given, codes);
    }

    /** The question groups of given numbers, or others where none are given. */
    Tensor groupsOrElse(CodedColumn column, Tensor others) {
        Tensor given = graph.where(
                of(present, column),
                graph.columns(groups, numbers.indexOf(column), 1),
                graph.constant(new int[] {column.question(column.missing())}));
        return graph.where(of(isGiven, column), given, others);
    }

    private Tensor of(Tensor matrix, CodedColumn column) {
        ColumnSchema name = schema.columns().get(column.column());
        return graph.columns(matrix, schema.learned().indexOf(name), 1);
    }

    /** Finds the group of each number by a binary search over where groups start, for all columns at once. */
    private Tensor groups(Tensor values) {
        List<double[]> starts = numbers.stream().map(GivenColumns::groupStarts).toList();
        int[] first = new int[starts.size()];
        int[] last = new int[starts.size()];
        int most = 1;
        for (int i = 0, offset = 0; i < first.length; i++) {
            first[i] = offset;
            offset += starts.get(i).length;
            last[i] = offset - 1;
            most = Math.max(most, starts.get(i).length);
        }
        double[] flat = starts.stream().flatMapToDouble(Arrays::stream).toArray();
        Tensor table = graph.constant(flat, flat.length);
        Tensor base = graph.constant(first, 1, first.length);
        Tensor ends = graph.constant(last, 1, last.length);
        Tensor place = base;
        for (int step = Integer.highestOneBit(Math.max(1, most - 1)); step > 0; step /= 2) {
            Tensor candidate = graph.min(graph.add(place, graph.constant(new int[] {step})), ends);
            Tensor reached = graph.greaterOrEqual(values, graph.lookup(table, candidate));
            place = graph.where(reached, candidate, place);
        }
        return graph.subtract(place, base);
    }

    /** The least number of each group of pieces; of a column without numbers one group, which is never right. */
    private static double[] groupStarts(CodedColumn column) {
        NumericPieces pieces = ((CodedColumn.Numbers) column.values()).pieces();
        List<Double> starts = new ArrayList<>();
        for (int piece = 0; piece < pieces.count(); piece++) {
            if (column.questions().of()[piece] == starts.size()) {
                starts.add(pieces.starts()[piece]);
            }
        }
        return starts.isEmpty()
                ? new double[1]
                : starts.stream().mapToDouble(start -> start).toArray();
    }
}
