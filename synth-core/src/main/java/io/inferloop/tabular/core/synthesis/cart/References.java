package io.inferloop.tabular.core.synthesis.cart;

import java.util.Arrays;

/**
 * Real rows to which others are compared. Each cell is a position; two cells are as far apart as their positions, {@value #FAR}
 * at most, and two rows as their cells together.
 *
 * @param positions by block, column and row of the block
 */
record References(int[][][] positions) {

    /** The greatest distance of two cells. */
    static final int FAR = 1024;

    /** Rows that are compared at once: their distances stay in the nearest cache. */
    static final int BLOCK = 1024;

    /** The position of a cell. */
    interface Position {

        int of(int column, int row);
    }

    /** @param rows at least one */
    static References of(int columns, int rows, Position position) {
        int[][][] positions = new int[(rows + BLOCK - 1) / BLOCK][columns][];
        for (int block = 0; block < positions.length; block++) {
            int from = block * BLOCK;
            for (int column = 0; column < columns; column++) {
                int[] ofBlock = new int[Math.min(BLOCK, rows - from)];
                for (int i = 0; i < ofBlock.length; i++) {
                    ofBlock[i] = position.of(column, from + i);
                }
                positions[block][column] = ofBlock;
            }
        }
        return new References(positions);
    }

    /**
     * The distance of the row that is nearest to another.
     *
     * @param row positions by column
     * @param distances room for {@value #BLOCK} numbers
     */
    int nearest(int[] row, int[] distances) {
        int nearest = Integer.MAX_VALUE;
        for (int[][] block : positions) {
            Arrays.fill(distances, 0);
            for (int column = 0; column < row.length; column++) {
                add(distances, block[column], row[column]);
            }
            for (int i = 0; i < block[0].length; i++) {
                nearest = Math.min(nearest, distances[i]);
            }
        }
        return nearest;
    }

    /** Both arrays by one index, without which the compiler does not do several rows at once. */
    private static void add(int[] distances, int[] positions, int position) {
        for (int i = 0; i < positions.length; i++) {
            distances[i] += Math.min(FAR, Math.abs(positions[i] - position));
        }
    }
}
