package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a model knows single rows: whether the rows that it draws lie nearer to those it learned than to others of the
 * same table, more often than chance would have it. Trees that each generalise may still, one after the other, trace a
 * row.
 */
final class Memorising {

    private static final int DRAWN_ROWS = 2000;
    private static final int MOST_REFERENCES = 10_000;

    /** Chance gives 0.5. */
    private static final double MOST_SHARE = 0.51;

    /** A number's greatest distance. */
    private static final int FAR = 1024;

    /** References are compared block by block, so that their distances stay in the nearest cache. */
    private static final int BLOCK = 1024;

    private final List<LearnedColumn> columns;
    private final Cancellation cancellation;
    private final int[][] positions;

    private Memorising(List<LearnedColumn> columns, Cancellation cancellation) {
        this.columns = columns;
        this.cancellation = cancellation;
        this.positions =
                columns.stream().map(learned -> positions(learned.column())).toArray(int[][]::new);
    }

    /**
     * How often drawn rows lie nearer to learned ones.
     *
     * @param share of the drawn rows, corrected for there being more learned rows than held-out ones
     * @param standardError by which the held-out rows may lie nearer or farther by chance
     */
    record Nearness(double share, double standardError) {

        boolean suggestsMemory() {
            return share > MOST_SHARE;
        }

        boolean provesMemory() {
            return share > MOST_SHARE + 2 * standardError;
        }
    }

    /** @param columns at least one, learned from {@code split.learned()}, in the order of visits */
    static Nearness of(List<LearnedColumn> columns, RowSplit split, Seeds seeds, Cancellation cancellation) {
        return new Memorising(columns, cancellation).nearness(split, seeds.stream());
    }

    private Nearness nearness(RowSplit split, RandomStream stream) {
        double scale = Math.min(1, (double) MOST_REFERENCES / (split.learned().length + split.heldOut().length));
        int[][] learned = references(split.learned(), scale);
        int[][] heldOut = references(split.heldOut(), scale);
        double ratio = (double) learned[0].length / heldOut[0].length;
        double nearer = 0;
        for (int i = 0; i < DRAWN_ROWS; i++) {
            cancellation.throwIfCancelled();
            int[] drawn = draw(stream);
            Nearest ofLearned = nearest(learned, drawn);
            Nearest ofHeldOut = nearest(heldOut, drawn);
            if (ofLearned.distance() < ofHeldOut.distance()) {
                nearer++;
            } else if (ofLearned.distance() == ofHeldOut.distance()) {
                nearer += (double) ofLearned.rows() / (ofLearned.rows() + ofHeldOut.rows());
            }
        }
        double share = nearer / DRAWN_ROWS;
        return new Nearness(share / (share + (1 - share) * ratio), 0.5 / Math.sqrt(heldOut[0].length));
    }

    /** Positions by column and row. */
    private int[][] references(int[] rows, double scale) {
        int[][] references = new int[columns.size()][(int) Math.ceil(scale * rows.length)];
        for (int place = 0; place < references.length; place++) {
            for (int i = 0; i < references[place].length; i++) {
                references[place][i] =
                        position(place, columns.get(place).column().codes()[rows[i]]);
            }
        }
        return references;
    }

    private int[] draw(RandomStream stream) {
        byte[][] questions = new byte[columns.size()][1];
        int[] drawn = new int[columns.size()];
        for (int place = 0; place < drawn.length; place++) {
            LearnedColumn learned = columns.get(place);
            int leaf = learned.tree().leaf(questions, 0);
            int code = learned.leaves().draw(leaf, (float) stream.nextDouble(), (float) stream.nextDouble());
            questions[place][0] = (byte) learned.column().question(code);
            drawn[place] = position(place, code);
        }
        return drawn;
    }

    /** The least distance, and how many rows are so near. */
    private record Nearest(int distance, int rows) {}

    /** Between two cells 0 if equal, the share of rows between two numbers, 1 between two labels; summed over the row. */
    private static Nearest nearest(int[][] references, int[] row) {
        int count = references[0].length;
        int nearest = Integer.MAX_VALUE;
        int rows = 0;
        int[] distances = new int[Math.min(BLOCK, count)];
        for (int from = 0; from < count; from += BLOCK) {
            int size = Math.min(BLOCK, count - from);
            Arrays.fill(distances, 0);
            for (int place = 0; place < row.length; place++) {
                add(distances, references[place], from, size, row[place]);
            }
            for (int i = 0; i < size; i++) {
                if (distances[i] < nearest) {
                    nearest = distances[i];
                    rows = 0;
                }
                rows += distances[i] == nearest ? 1 : 0;
            }
        }
        return new Nearest(nearest, rows);
    }

    /** Simple enough to be done for several rows at once. */
    private static void add(int[] distances, int[] references, int from, int size, int position) {
        for (int i = 0; i < size; i++) {
            distances[i] += Math.min(FAR, Math.abs(references[from + i] - position));
        }
    }

    private int position(int place, int code) {
        return code < 0 ? -2 * FAR : positions[place][code];
    }

    /** A number's rank among the rows, 0 to 1; anything else by itself, farther than 1 from all others. */
    private static int[] positions(CodedColumn column) {
        int[] positions = new int[column.size()];
        for (int code = 0; code < positions.length; code++) {
            positions[code] = column.values() instanceof CodedColumn.Numbers numbers
                            && code < numbers.pieces().count()
                    ? (int) (FAR * numbers.pieces().rank(code))
                    : 2 * FAR * (code + 1);
        }
        return positions;
    }
}
