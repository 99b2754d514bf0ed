package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether a model knows single rows: whether the rows that it draws lie nearer to those it learned than to others of the
 * same table, more often than chance would have it. Trees that each generalise may still, one after the other, trace a
 * row.
 */
final class Memorising {

    private static final int DRAWN_ROWS = 3000;
    private static final int MOST_REFERENCES = 20_000;

    /** Chance gives 0.5. */
    private static final double MOST_SHARE = 0.52;

    private static final int ROWS_PER_TASK = 100;

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
     * @param share of the drawn rows, the mean over parts of the learned rows that are as many as the held-out ones
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
    static Nearness of(
            List<LearnedColumn> columns, RowSplit split, Seeds seeds, Tasks tasks, Cancellation cancellation) {
        return new Memorising(columns, cancellation).nearness(split, seeds.stream(), tasks);
    }

    private Nearness nearness(RowSplit split, RandomStream stream, Tasks tasks) {
        double scale = Math.min(1, (double) MOST_REFERENCES / (split.learned().length + split.heldOut().length));
        int part = (int) Math.ceil(scale * split.heldOut().length);
        References heldOut = references(split.heldOut(), 0, part);
        int parts = Math.max(1, (int) (scale * split.learned().length) / part);
        List<References> learned = IntStream.range(0, parts)
                .mapToObj(i -> references(split.learned(), i * part, part))
                .toList();
        int[][] drawn = Stream.generate(() -> draw(stream)).limit(DRAWN_ROWS).toArray(int[][]::new);
        double nearer =
                tasks
                        .each(DRAWN_ROWS / ROWS_PER_TASK, task -> nearer(learned, heldOut, drawn, task), done -> {})
                        .stream()
                        .mapToDouble(sum -> sum)
                        .sum();
        return new Nearness(nearer / DRAWN_ROWS, 0.5 / Math.sqrt(part));
    }

    /** How many of a task's drawn rows lie nearer to learned ones than to held-out ones; as near is half. */
    private double nearer(List<References> learned, References heldOut, int[][] drawn, int task) {
        double nearer = 0;
        int[] distances = new int[References.BLOCK];
        for (int i = task * ROWS_PER_TASK; i < (task + 1) * ROWS_PER_TASK; i++) {
            cancellation.throwIfCancelled();
            int ofHeldOut = heldOut.nearest(drawn[i], distances);
            for (References part : learned) {
                nearer += (1 + Integer.signum(ofHeldOut - part.nearest(drawn[i], distances))) / 2.0 / learned.size();
            }
        }
        return nearer;
    }

    private References references(int[] rows, int from, int count) {
        return References.of(
                columns.size(),
                count,
                (place, i) -> position(place, columns.get(place).column().codes()[rows[from + i]]));
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

    private int position(int place, int code) {
        return code < 0 ? -2 * References.FAR : positions[place][code];
    }

    /** A number's rank among the rows, 0 to 1; anything else by itself, farther than 1 from all others. */
    private static int[] positions(CodedColumn column) {
        int[] positions = new int[column.size()];
        for (int code = 0; code < positions.length; code++) {
            positions[code] = column.values() instanceof CodedColumn.Numbers numbers
                            && code < numbers.pieces().count()
                    ? (int) (References.FAR * numbers.pieces().rank(code))
                    : 2 * References.FAR * (code + 1);
        }
        return positions;
    }
}
