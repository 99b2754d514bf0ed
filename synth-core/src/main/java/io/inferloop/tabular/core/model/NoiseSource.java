package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;

/** Standard normal noise for any range of rows, the same whatever the size of the chunks that ask for it. */
final class NoiseSource {

    private static final int BLOCK = 1024;

    private final Seeds seeds;
    private final int width;

    NoiseSource(Seeds seeds, int width) {
        this.seeds = seeds;
        this.width = width;
    }

    /** Fills [rows, width], row-major, with the noise of rows {@code firstRow ..}; {@code firstRow} is a multiple of {@value #BLOCK}. */
    void fill(float[] noise, long firstRow, int rows) {
        for (int from = 0; from < rows; from += BLOCK) {
            RandomStream stream = seeds.child((firstRow + from) / BLOCK).stream();
            int end = Math.min(rows, from + BLOCK) * width;
            for (int i = from * width; i < end; i++) {
                noise[i] = (float) stream.nextGaussian();
            }
        }
    }

    /** The largest number of rows, at most {@code rows} but at least one block, that keeps chunks on block borders. */
    static int wholeBlocks(int rows) {
        return Math.max(BLOCK, rows / BLOCK * BLOCK);
    }
}
