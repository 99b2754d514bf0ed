package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Ascending tables of several columns as one flat table, in which all cells are searched at once: the number of nodes
 * does not grow with the columns.
 */
final class TableSearch {

    private final Graph graph;
    private final List<double[]> tables;
    private final Tensor flat;

    /** @param tables one per column, none of them empty */
    TableSearch(Graph graph, List<double[]> tables) {
        this.graph = graph;
        this.tables = tables;
        double[] all = tables.stream().flatMapToDouble(Arrays::stream).toArray();
        this.flat = graph.constant(all, all.length);
    }

    /**
     * The last entry of each cell's own table that is not above the cell, or the table's first; as a place in the flat table.
     *
     * @param cells DOUBLE [rows, columns]
     * @return INT32 [rows, columns]
     */
    Tensor places(Tensor cells) {
        int columns = tables.size();
        int[] first = new int[columns];
        int[] last = new int[columns];
        int most = 0;
        for (int i = 0, offset = 0; i < columns; i++) {
            int size = tables.get(i).length;
            first[i] = offset;
            offset += size;
            last[i] = offset - 1;
            most = Math.max(most, size);
        }
        Tensor ends = graph.constant(last, 1, columns);
        Tensor place = graph.constant(first, 1, columns);
        for (int step = Integer.highestOneBit(Math.max(1, most - 1)); step > 0; step /= 2) {
            Tensor candidate = graph.min(graph.add(place, graph.constant(new int[] {step})), ends);
            Tensor reached = graph.greaterOrEqual(cells, graph.lookup(flat, candidate));
            place = graph.where(reached, candidate, place);
        }
        return place;
    }

    /** The flat table's entries at places in it. */
    Tensor entries(Tensor places) {
        return graph.lookup(flat, places);
    }
}
