package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * From hidden units to the loss, for a block of neighbouring columns at a time: what the columns of a block have in
 * common is one operator. Blocks are small, since such an operator also multiplies each column with all others' zeros.
 */
final class ArgnHeads {

    private static final int COLUMNS_PER_BLOCK = 16;

    /**
     * A network that is as good as sure of a cell would let its logit grow for ever. Beyond this nothing is learned, and neither a sum of
     * exponentials overflows in float32 nor is it 0.
     */
    private static final double MOST_LOGIT = 80;

    private final Graph graph;
    private final List<Block> blocks;
    private final Tensor heads;
    private final List<Tensor> waves;
    private final Tensor biases;

    /**
     * @param heads [tokens of all columns, hidden units of a column]
     * @param waves for each block that has any
     * @param biases [1, tokens of all columns]
     */
    ArgnHeads(Graph graph, List<Block> blocks, Tensor heads, List<Tensor> waves, Tensor biases) {
        this.graph = graph;
        this.blocks = blocks;
        this.heads = heads;
        this.waves = waves;
        this.biases = biases;
    }

    static List<Block> blocks(ElementType type, ArgnLayout layout, List<ColumnTokens> columns) {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < columns.size(); from += COLUMNS_PER_BLOCK) {
            int to = Math.min(columns.size(), from + COLUMNS_PER_BLOCK);
            blocks.add(new Block(type, layout, columns.subList(from, to)));
        }
        return blocks;
    }

    /**
     * The logits of all columns' tokens.
     *
     * @param units [rows, hidden units of all columns]
     * @return [rows, tokens of all columns]
     */
    Tensor logits(Tensor units) {
        List<Tensor> blockHeads =
                graph.split(heads, 0, blocks.stream().mapToLong(Block::tokens).toArray());
        List<Tensor> blockUnits =
                graph.split(units, 1, blocks.stream().mapToLong(Block::units).toArray());
        List<Tensor> logits = new ArrayList<>();
        int nextWaves = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            Tensor head = blockHeads.get(i);
            if (block.waveRows() > 0) {
                head = graph.add(head, graph.product(block.wave(graph), false, waves.get(nextWaves++), false));
            }
            logits.add(block.logits(graph, blockUnits.get(i), head));
        }
        Tensor most = graph.number(biases.type(), MOST_LOGIT);
        Tensor least = graph.number(biases.type(), -MOST_LOGIT);
        return graph.min(graph.max(graph.add(graph.concat(1, logits), biases), least), most);
    }

    /**
     * The negative log-likelihood of every cell's token.
     *
     * @param places of the cells' tokens among all tokens, INT32 [rows, columns]
     * @return [rows, columns]
     */
    Tensor losses(Tensor logits, Tensor places) {
        List<Tensor> sums = new ArrayList<>();
        List<Tensor> parts = parts(graph.exp(logits));
        for (int i = 0; i < blocks.size(); i++) {
            sums.add(graph.product(parts.get(i), false, blocks.get(i).membership(graph), false));
        }
        return graph.subtract(graph.log(graph.concat(1, sums)), graph.pick(logits, places));
    }

    /**
     * The probability of every token times its cell's weight.
     *
     * @param weights [rows, columns]
     * @return [rows, tokens of all columns]
     */
    Tensor probabilities(Tensor logits, Tensor weights) {
        List<Tensor> parts = parts(graph.exp(logits));
        List<Tensor> weightParts = graph.split(
                weights, 1, blocks.stream().mapToLong(Block::columnCount).toArray());
        List<Tensor> probabilities = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Tensor membership = blocks.get(i).membership(graph);
            Tensor sums = graph.product(parts.get(i), false, membership, false);
            Tensor scales = graph.product(graph.divide(weightParts.get(i), sums), false, membership, true);
            probabilities.add(graph.multiply(parts.get(i), scales));
        }
        return graph.concat(1, probabilities);
    }

    private List<Tensor> parts(Tensor all) {
        return graph.split(all, 1, blocks.stream().mapToLong(Block::tokens).toArray());
    }

    /** Neighbouring columns. */
    static final class Block {

        private final ElementType type;
        private final ArgnLayout layout;
        private final List<ColumnTokens> columns;

        private Block(ElementType type, ArgnLayout layout, List<ColumnTokens> columns) {
            this.type = type;
            this.layout = layout;
            this.columns = columns;
        }

        /** Rows of the block's waves, 0 if none of its columns is ordered. */
        long waveRows() {
            return ArgnWeights.WAVES
                    * columns.stream().filter(ColumnTokens::isOrdered).count();
        }

        private long columnCount() {
            return columns.size();
        }

        private long units() {
            return (long) columns.size() * layout.hidden();
        }

        private long tokens() {
            return columns.stream().mapToLong(ColumnTokens::count).sum();
        }

        /** [tokens, wave rows] */
        private Tensor wave(Graph graph) {
            int width = Math.toIntExact(waveRows());
            double[] wave = new double[Math.toIntExact(tokens()) * width];
            int row = 0;
            int first = 0;
            for (ColumnTokens column : columns) {
                for (int token = 0; token < column.count(); token++, row++) {
                    for (int k = 0; k < ArgnWeights.WAVES && column.isOrdered(); k++) {
                        wave[row * width + first + k] = ArgnWeights.wave(column, token, k);
                    }
                }
                first += column.isOrdered() ? ArgnWeights.WAVES : 0;
            }
            return graph.constant(type, wave, tokens(), width);
        }

        private Tensor logits(Graph graph, Tensor units, Tensor head) {
            List<Tensor> ownHeads = graph.split(
                    head, 0, columns.stream().mapToLong(ColumnTokens::count).toArray());
            List<Tensor> ownUnits = graph.split(
                    units,
                    1,
                    columns.stream().mapToLong(column -> layout.hidden()).toArray());
            List<Tensor> logits = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                logits.add(graph.product(ownUnits.get(i), false, ownHeads.get(i), true));
            }
            return graph.concat(1, logits);
        }

        /** 1 where a token belongs to a column, [tokens, columns]. */
        private Tensor membership(Graph graph) {
            double[] membership = new double[Math.toIntExact(tokens()) * columns.size()];
            int row = 0;
            for (int i = 0; i < columns.size(); i++) {
                for (int token = 0; token < columns.get(i).count(); token++, row++) {
                    membership[row * columns.size() + i] = 1;
                }
            }
            return graph.constant(type, membership, tokens(), columns.size());
        }
    }
}
