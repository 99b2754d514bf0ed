package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.model.ColumnOutputs;
import io.inferloop.tabular.core.model.InputNames;
import io.inferloop.tabular.core.model.OutputNames;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Shape;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.transform.NumberRange;
import io.inferloop.tabular.core.transform.NumericPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes learned columns as a graph from noise to finished columns. Noise becomes uniform numbers: one for each column,
 * in the order of visits, that picks a run of its leaf, then one for each column of numbers for the place in the run. All
 * rows go down a tree together, one level at a time; a row that has arrived waits.
 */
final class CartGraph {

    private final Graph graph = new Graph("cart");
    private final List<LearnedColumn> columns;
    private final TableSchema schema;
    private final ColumnOutputs outputs;
    private final SideTable sides = new SideTable();

    /** Question groups INT32 [rows, 1] of the columns drawn so far; of one that no tree asks about its codes. */
    private final List<Tensor> drawn = new ArrayList<>();

    /** A number on its way out; its code tells whether it is missing. */
    private record RawNumber(CodedColumn column, NumberRange range, Tensor value, Tensor code) {}

    private CartGraph(List<LearnedColumn> columns, TableSchema schema) {
        this.columns = columns;
        this.schema = schema;
        this.outputs = new ColumnOutputs(graph, schema);
    }

    static byte[] write(
            List<LearnedColumn> columns, TableSchema schema, Map<String, String> metadata, Cancellation cancellation) {
        CartGraph writer = new CartGraph(columns, schema);
        writer.build(cancellation);
        return writer.graph.toModel(metadata);
    }

    /** Columns of the noise. */
    static int width(List<LearnedColumn> columns) {
        return Math.max(
                1,
                columns.size()
                        + (int) columns.stream()
                                .filter(learned -> learned.column().isOrdered())
                                .count());
    }

    private void build(Cancellation cancellation) {
        Tensor noise = graph.input(InputNames.noise(schema), ElementType.FLOAT, Shape.of(Shape.ROWS, width(columns)));
        if (columns.isEmpty()) {
            graph.output(OutputNames.NOTHING, graph.column(noise, 0));
            return;
        }
        GivenColumns given = new GivenColumns(
                graph,
                schema,
                IntStream.range(0, columns.size())
                        .filter(this::isAsked)
                        .mapToObj(i -> columns.get(i).column())
                        .toList());
        Tensor uniform = uniform(noise);
        int[][] places =
                columns.stream().map(learned -> sides.places(learned.tree())).toArray(int[][]::new);
        Tensor sideTable = vector(sides.sides());
        List<RawNumber> numbers = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cancellation.throwIfCancelled();
            LearnedColumn learned = columns.get(i);
            CodedColumn column = learned.column();
            Tensor leaf = leaf(learned.tree(), places[i], sideTable);
            Tensor run = run(learned.leaves(), leaf, graph.columns(uniform, i, 1));
            Tensor first = graph.lookup(vector(learned.leaves().first()), run);
            switch (column.values()) {
                case CodedColumn.Labels labels -> {
                    Tensor code = given.codesOrElse(column, first);
                    outputs.labels(schemaOf(column), graph.column(code, 0), missing(column, code));
                    drawn.add(isAsked(i) ? questions(column, code) : code);
                }
                case CodedColumn.Numbers of -> {
                    Tensor length = graph.lookup(vector(learned.leaves().length()), run);
                    Tensor choice = graph.columns(uniform, columns.size() + numbers.size(), 1);
                    Tensor place = graph.multiply(choice, graph.cast(length, ElementType.FLOAT));
                    Tensor whole = graph.min(graph.cast(place, ElementType.INT32), graph.subtract(length, one()));
                    Tensor within = graph.subtract(place, graph.cast(whole, ElementType.FLOAT));
                    Tensor piece = graph.add(first, whole);
                    Tensor value = value(column, of.pieces(), piece, within);
                    numbers.add(new RawNumber(column, of.pieces().range(), value, given.codesOrElse(column, piece)));
                    drawn.add(isAsked(i) ? given.groupsOrElse(column, questions(column, piece)) : piece);
                }
            }
        }
        if (!numbers.isEmpty()) {
            writeNumbers(numbers, given);
        }
    }

    private boolean isAsked(int place) {
        return columns.stream().anyMatch(later -> later.tree().asksAbout(place));
    }

    /** The normal's cumulative probability. */
    private Tensor uniform(Tensor noise) {
        Tensor half = graph.constant(new float[] {0.5f});
        Tensor scaled = graph.multiply(noise, graph.constant(new float[] {(float) Math.sqrt(0.5)}));
        return graph.add(half, graph.multiply(half, graph.erf(scaled)));
    }

    /** The leaf of each row, INT32 [rows, 1], or [1] where the tree is a leaf itself. */
    private Tensor leaf(Tree tree, int[] places, Tensor sideTable) {
        if (tree.isLeaf(0)) {
            return graph.constant(new int[] {0}, 1);
        }
        int[] asked = IntStream.range(0, columns.size()).filter(tree::asksAbout).toArray();
        Tensor groups = graph.beside(Arrays.stream(asked).mapToObj(drawn::get).toList());
        int[] feature = new int[tree.size()];
        int[] child = new int[tree.size()];
        for (int node = 0; node < child.length; node++) {
            feature[node] = tree.isLeaf(node) ? 0 : Arrays.binarySearch(asked, tree.feature()[node]);
            child[node] = tree.isLeaf(node) ? node : tree.left()[node];
        }
        Tensor group = graph.columns(groups, feature[0], 1);
        Tensor side = graph.lookup(sideTable, graph.add(graph.constant(new int[] {places[0]}), group));
        Tensor node = graph.add(graph.constant(new int[] {child[0]}), side);
        if (tree.depth() == 1) {
            return node;
        }
        Tensor featureOf = vector(feature);
        Tensor placeOf = vector(places);
        Tensor childOf = vector(child);
        for (int level = 1; level < tree.depth(); level++) {
            group = graph.pick(groups, graph.lookup(featureOf, node));
            side = graph.lookup(sideTable, graph.add(graph.lookup(placeOf, node), group));
            node = graph.add(graph.lookup(childOf, node), side);
        }
        return node;
    }

    /** The slot whose run is drawn, INT32 [rows, 1]; as {@link LeafTables#draw} picks it. */
    private Tensor run(LeafTables leaves, Tensor leaf, Tensor choice) {
        Tensor slots = graph.lookup(vector(leaves.slots()), leaf);
        Tensor scaled = graph.multiply(choice, graph.cast(slots, ElementType.FLOAT));
        Tensor chosen = graph.min(graph.cast(scaled, ElementType.INT32), graph.subtract(slots, one()));
        Tensor left = graph.subtract(scaled, graph.cast(chosen, ElementType.FLOAT));
        Tensor slot = graph.add(graph.lookup(vector(leaves.offset()), leaf), chosen);
        Tensor threshold = graph.lookup(graph.constant(leaves.threshold(), leaves.threshold().length), slot);
        return graph.where(graph.less(left, threshold), slot, graph.lookup(vector(leaves.alias()), slot));
    }

    /** @param within how far into its piece, 0 to 1 */
    private Tensor value(CodedColumn column, NumericPieces pieces, Tensor piece, Tensor within) {
        double[] starts = Arrays.copyOf(pieces.starts(), column.size());
        double[] widths = new double[column.size()];
        for (int i = 0; i < pieces.count(); i++) {
            widths[i] = pieces.stops()[i] - pieces.starts()[i];
        }
        Tensor start = graph.lookup(graph.constant(starts, starts.length), piece);
        Tensor width = graph.lookup(graph.constant(widths, widths.length), piece);
        return graph.add(start, graph.multiply(width, graph.cast(within, ElementType.DOUBLE)));
    }

    private void writeNumbers(List<RawNumber> numbers, GivenColumns given) {
        Tensor finished = outputs.finished(
                graph.beside(numbers.stream().map(RawNumber::value).toList()),
                numbers.stream().map(RawNumber::range).toList());
        for (int i = 0; i < numbers.size(); i++) {
            CodedColumn column = numbers.get(i).column();
            Tensor cells = given.cellsOrElse(column, graph.columns(finished, i, 1));
            outputs.numbers(
                    schemaOf(column),
                    graph.column(cells, 0),
                    missing(column, numbers.get(i).code()));
        }
    }

    private Tensor questions(CodedColumn column, Tensor code) {
        int[] groups = new int[column.missingOrBeyond() + 1];
        Arrays.setAll(groups, column::question);
        return graph.lookup(vector(groups), code);
    }

    private Tensor missing(CodedColumn column, Tensor code) {
        return graph.greaterOrEqual(graph.column(code, 0), graph.constant(new int[] {column.missingOrBeyond()}));
    }

    private ColumnSchema schemaOf(CodedColumn column) {
        return schema.columns().get(column.column());
    }

    private Tensor one() {
        return graph.constant(new int[] {1});
    }

    private Tensor vector(int[] values) {
        return graph.constant(values, values.length);
    }
}
