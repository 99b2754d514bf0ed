package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.keys.KeyRecipes;
import io.inferloop.tabular.core.model.KeyRecipe;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.transform.CategoryPool;
import io.inferloop.tabular.core.transform.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One fit: columns to margins, margins to correlations. Used once. */
final class CopulaFit {

    private final TypedTable table;
    private final int maxPieces;
    private final int minCount;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    private final List<ColumnSchema> schema;
    private final List<KeyRecipe> keys = new ArrayList<>();
    private final List<NumericMargin> numeric = new ArrayList<>();
    private final List<Integer> discreteColumns = new ArrayList<>();
    private final List<CategoryPool> pools = new ArrayList<>();

    CopulaFit(TypedTable table, int maxPieces, int minCount, ProgressListener progress, Cancellation cancellation) {
        this.table = table;
        this.maxPieces = maxPieces;
        this.minCount = minCount;
        this.progress = progress;
        this.cancellation = cancellation;
        this.schema = new ArrayList<>(table.schema().columns());
    }

    Copula run() {
        List<Column> columns = table.table().columns();
        for (int i = 0; i < columns.size(); i++) {
            cancellation.throwIfCancelled();
            learn(i, columns.get(i));
        }
        progress.progress("fit", 1, 3, null);
        List<DiscreteMargin> discrete = discreteMargins();
        List<Margin> gaps = Stream.concat(numeric.stream(), discrete.stream())
                .filter(margin -> margin.missingShare() > 0)
                .map(Margin.class::cast)
                .toList();
        List<Evidence> evidence = new ArrayList<>();
        numeric.forEach(margin -> evidence.add(margin.evidence()));
        discrete.forEach(margin -> evidence.add(margin.evidence()));
        gaps.forEach(margin -> evidence.add(gapEvidence(margin)));
        double[][] correlations = LatentCorrelations.estimate(evidence, numeric.size(), cancellation);
        progress.progress("fit", 2, 3, null);
        return new Copula(List.copyOf(numeric), discrete, gaps, CorrelationMatrix.factor(correlations, cancellation));
    }

    /** The table's schema with only those labels that the model can produce. */
    TableSchema schema() {
        return new TableSchema(schema);
    }

    List<KeyRecipe> keys() {
        return keys;
    }

    private void learn(int index, Column column) {
        switch (column) {
            case NumericColumn numbers -> learnNumbers(index, numbers.values(), Grid.of(numbers));
            case DatetimeColumn times -> learnNumbers(index, times.millisOrNaN(), Grid.of(times));
            case BooleanColumn bool -> {
                discreteColumns.add(index);
                pools.add(CategoryPool.of(List.of(bool.falseLabel(), bool.trueLabel()), bool.codes(), 0));
            }
            case CategoricalColumn labels -> {
                discreteColumns.add(index);
                CategoryPool pool = CategoryPool.of(labels.categories(), labels.codes(), minCount);
                pools.add(pool);
                schema.set(index, new ColumnSchema.Categorical(labels.name(), pool.labels()));
            }
            case KeyColumn key -> keys.add(KeyRecipes.of(key));
        }
    }

    private void learnNumbers(int index, double[] values, Grid grid) {
        numeric.add(NumericMarginFit.fit(index, values, grid, maxPieces, minCount));
    }

    private List<DiscreteMargin> discreteMargins() {
        List<Evidence> numbers = numeric.stream().map(NumericMargin::evidence).toList();
        List<int[]> orders = CategoryOrdering.order(table.table().rows(), numbers, pools, cancellation);
        List<DiscreteMargin> margins = new ArrayList<>();
        for (int i = 0; i < pools.size(); i++) {
            CategoryPool pool = pools.get(i);
            int index = discreteColumns.get(i);
            margins.add(
                    DiscreteMargin.of(index, missingShare(index), pool.codes(), pool.probabilities(), orders.get(i)));
        }
        return List.copyOf(margins);
    }

    private double missingShare(int column) {
        Column values = table.table().columns().get(column);
        return (double) values.missingCount() / values.size();
    }

    private Evidence gapEvidence(Margin margin) {
        Column column = table.table().columns().get(margin.column());
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = column.isMissing(row) ? 0 : 1;
        }
        return Evidence.ofProbabilities(codes, new double[] {margin.missingShare(), 1 - margin.missingShare()});
    }
}
