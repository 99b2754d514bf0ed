package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.keys.KeyRecipes;
import io.inferloop.tabular.core.model.KeyRecipe;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.cart.Complexity.Detail;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One fit: columns to codes, an order of visits, and for each column first how far its tree may grow, judged by held-out
 * rows, then the tree from all rows. Trees do not wait for each other, so each is a task. Used once.
 */
final class CartFit {

    /** A tree that has more leaves than this is not smaller than what it learned. */
    private static final int MOST_LEAVES = 2048;

    /** Where the least detail still shows that the model knows single rows, leaves grow, while so many have room. */
    private static final int FEWEST_LEAVES = 20;

    private final TypedTable table;
    private final Settings settings;
    private final Seeds seeds;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final List<ColumnSchema> schema;
    private final List<KeyRecipe> keys = new ArrayList<>();

    /**
     * What the user may set.
     *
     * @param first schema places of the columns that are visited first
     */
    record Settings(int maxPieces, int minCount, int minLeaf, int threads, List<Integer> first) {

        Settings {
            first = List.copyOf(first);
        }
    }

    /** What held-out rows made of one column. */
    private record Judged(Tree tree, Complexity complexity) {}

    /** How trees are to be grown from all rows. */
    private record Growth(int minLeaf, Detail detail, List<Complexity> complexities) {

        double complexity(int place) {
            return complexities.get(place).of(detail);
        }
    }

    CartFit(TypedTable table, Settings settings, Seeds seeds, ProgressListener progress, Cancellation cancellation) {
        this.table = table;
        this.settings = settings;
        this.seeds = seeds;
        this.progress = progress;
        this.cancellation = cancellation;
        this.schema = new ArrayList<>(table.schema().columns());
    }

    /** The learned columns in the order of their visits. */
    List<LearnedColumn> run() {
        VisitOrder order = VisitOrder.of(code(), settings.first(), cancellation);
        byte[][] questions =
                order.columns().stream().map(CodedColumn::questionCodes).toArray(byte[][]::new);
        try (ExecutorService pool = Executors.newFixedThreadPool(settings.threads())) {
            return new Trees(order, questions, pool).learn();
        }
    }

    /** The table's schema with only those labels that the model can produce. */
    TableSchema schema() {
        return new TableSchema(schema);
    }

    List<KeyRecipe> keys() {
        return keys;
    }

    private List<CodedColumn> code() {
        List<CodedColumn> coded = new ArrayList<>();
        List<Column> columns = table.table().columns();
        for (int i = 0; i < columns.size(); i++) {
            cancellation.throwIfCancelled();
            if (columns.get(i) instanceof KeyColumn key) {
                keys.add(KeyRecipes.of(key));
                continue;
            }
            CodedColumn column = CodedColumn.of(i, columns.get(i), settings.maxPieces(), settings.minCount());
            if (schema.get(i) instanceof ColumnSchema.Categorical categorical
                    && column.values() instanceof CodedColumn.Labels labels) {
                schema.set(i, new ColumnSchema.Categorical(categorical.name(), labels.labels()));
            }
            coded.add(column);
            progress.progress("code", i + 1L, columns.size(), null);
        }
        return coded;
    }

    /** The trees of one fit and the threads that grow them. */
    private final class Trees {

        private final VisitOrder order;
        private final byte[][] questions;
        private final ExecutorService pool;
        private final int rows = table.table().rows();
        private final double[] nLogN = TreeGrower.nLogN(rows);

        Trees(VisitOrder order, byte[][] questions, ExecutorService pool) {
            this.order = order;
            this.questions = questions;
            this.pool = pool;
        }

        List<LearnedColumn> learn() {
            Growth growth = growth();
            int[] all = IntStream.range(0, rows).toArray();
            return each("grow", place -> {
                Tree tree = grower(place, all, growth.minLeaf()).grow(growth.complexity(place));
                return learned(place, tree, all);
            });
        }

        /** As much detail as held-out rows allow, and less of it while the model would know single rows. */
        private Growth growth() {
            int minLeaf = Math.max(settings.minLeaf(), rows / MOST_LEAVES);
            RowSplit split = RowSplit.of(rows, seeds.child("split").stream());
            if (!split.canJudge() || order.columns().isEmpty()) {
                return new Growth(
                        minLeaf,
                        Detail.BEST,
                        Collections.nCopies(order.columns().size(), Complexity.CAUTIOUS));
            }
            for (int leafRows = minLeaf; ; leafRows *= 2) {
                int least = leafRows;
                List<Judged> judged = each("choose", place -> judge(place, split, least));
                List<Complexity> complexities =
                        judged.stream().map(Judged::complexity).toList();
                if (!suggestsMemory(judged, new Growth(least, Detail.FINEST, complexities), split)) {
                    return new Growth(least, Detail.FINEST, complexities);
                }
                if (!suggestsMemory(judged, new Growth(least, Detail.BEST, complexities), split)) {
                    return new Growth(least, Detail.BEST, complexities);
                }
                Growth simplest = new Growth(least, Detail.SIMPLEST, complexities);
                boolean room = 2L * least * FEWEST_LEAVES <= rows;
                if (!room || !nearness(judged, simplest, split).provesMemory()) {
                    return simplest;
                }
            }
        }

        private boolean suggestsMemory(List<Judged> judged, Growth growth, RowSplit split) {
            return nearness(judged, growth, split).suggestsMemory();
        }

        private Judged judge(int place, RowSplit split, int minLeaf) {
            Tree tree = grower(place, split.learned(), minLeaf).grow(Complexity.LEAST);
            CodedColumn target = order.columns().get(place);
            return new Judged(tree, Complexity.choose(tree, questions, target, target.known(split.heldOut())));
        }

        private Memorising.Nearness nearness(List<Judged> judged, Growth growth, RowSplit split) {
            List<LearnedColumn> cut = each("check", place -> {
                Tree tree = judged.get(place).tree().cut(growth.complexity(place));
                return learned(place, tree, split.learned());
            });
            return Memorising.of(cut, split, seeds.child("memorising"), cancellation);
        }

        private TreeGrower grower(int place, int[] from, int minLeaf) {
            int[] known = order.columns().get(place).known(from);
            return new TreeGrower(order, place, questions, known, minLeaf, nLogN, cancellation);
        }

        private LearnedColumn learned(int place, Tree tree, int[] from) {
            CodedColumn column = order.columns().get(place);
            return LearnedColumn.of(column, tree, questions, column.known(from));
        }

        /** One task for each place of the order; results in that order. */
        private <T> List<T> each(String stage, IntFunction<T> task) {
            List<Future<T>> futures = IntStream.range(0, order.columns().size())
                    .mapToObj(place -> pool.submit(() -> task.apply(place)))
                    .toList();
            try {
                List<T> results = new ArrayList<>();
                for (Future<T> future : futures) {
                    results.add(future.get());
                    progress.progress(stage, results.size(), futures.size(), null);
                }
                return results;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException("Growing a tree failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted while trees grew");
            } finally {
                futures.forEach(future -> future.cancel(true));
            }
        }
    }
}
