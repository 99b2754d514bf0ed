package io.inferloop.tabular.benchmarks.copula;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.table.RawColumn;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether synthetic CSV bytes are what they claim to be: header, rows, cells that fit their columns, and a trend score
 * above that of shuffled columns.
 *
 * @param trend with the real table's bin edges; null if the table has no two columns to compare
 * @param permutedTrend the same for the real columns, each shuffled on its own
 * @param mistakes one sentence each; empty if all is well
 */
record OutputCheck(@Nullable Double trend, @Nullable Double permutedTrend, List<String> mistakes) {

    private static final long SHUFFLE_SEED = 1;

    OutputCheck {
        mistakes = List.copyOf(mistakes);
    }

    /** @throws io.inferloop.tabular.core.table.UnreadableTableException if a cell is not of its column's type */
    static OutputCheck of(TypedTable real, byte[] csv) throws IOException {
        RawTable raw = CsvBytes.read(csv);
        List<String> header = raw.columns().stream().map(RawColumn::name).toList();
        if (!header.equals(real.table().names())) {
            return new OutputCheck(
                    null,
                    null,
                    List.of("the header is %s, the table's is %s"
                            .formatted(header, real.table().names())));
        }
        List<String> mistakes = new ArrayList<>();
        if (raw.rows() != real.table().rows()) {
            mistakes.add("there are %d rows, asked for were %d"
                    .formatted(raw.rows(), real.table().rows()));
        }
        Table synthetic = raw.typedLike(real.schema()).table();
        for (int i = 0; i < header.size(); i++) {
            mistakes.addAll(ColumnCheck.mistakes(
                    real.schema().columns().get(i),
                    real.table().columns().get(i),
                    raw.columns().get(i),
                    synthetic.columns().get(i)));
        }
        Double trend = trend(real.table(), synthetic);
        Double permuted = trend(
                real.table(),
                PermutedColumnsBaseline.of(real.table(), real.table().rows(), SHUFFLE_SEED));
        if (trend != null && permuted != null && trend <= permuted) {
            mistakes.add(String.format(
                    Locale.ROOT,
                    "the trend score %.4f is no better than that of shuffled columns, %.4f",
                    trend,
                    permuted));
        }
        return new OutputCheck(trend, permuted, mistakes);
    }

    private static @Nullable Double trend(Table real, Table other) {
        return QualityReport.of(real, other).columnPairTrends().scoreRealEdges();
    }
}
