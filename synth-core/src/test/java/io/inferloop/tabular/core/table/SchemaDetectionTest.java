package io.inferloop.tabular.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDetectionTest {

    @ParameterizedTest
    @CsvSource({
        "1;2;2, INTEGER",
        "1;;2, INTEGER",
        "1.0;2.0;2.0, INTEGER",
        "1.5;2;2, DECIMAL",
        "-1e-3;2;2, DECIMAL",
        "1.5;nan;NaN, DECIMAL",
        "nan;NaN;, CATEGORICAL",
        "0;1;1, INTEGER",
        "yes;no;no, BOOLEAN",
        "T;F;F, BOOLEAN",
        "True;False;True, BOOLEAN",
        "True;no;True, CATEGORICAL",
        "2026-01-31;2025-12-01;2025-12-01, DATETIME",
        "2026-01-31 10:00;2025-12-01 23:59;2025-12-01 23:59, DATETIME",
        "2026-01-31T10:00:00+02:00;2026-01-31T10:00:00+02:00;2026-02-01T10:00:00+02:00, DATETIME",
        "1/31/2026;2/1/2026;2/1/2026, DATETIME",
        "31.01.2026;01.02.2026;01.02.2026, DATETIME",
        "2026-02-31;2025-12-01;2025-12-01, CATEGORICAL",
        "2026-01-31;soon;soon, CATEGORICAL",
        "a;b;b, CATEGORICAL",
        "007;008;008, CATEGORICAL",
        ";;, CATEGORICAL"
    })
    void tellsTypesApart(String cells, ColumnType expected) throws IOException {
        assertThat(typeOf("v", cells.split(";", -1), Map.of())).isEqualTo(expected);
    }

    @Test
    void takesDistinctIdsCountersAndTextForKeys() throws IOException {
        assertThat(typeOf("customer_id", cells(5, i -> "" + (900 - 7 * i)), Map.of()))
                .isEqualTo(ColumnType.KEY);
        assertThat(typeOf("row", cells(30, i -> "" + (i + 1)), Map.of())).isEqualTo(ColumnType.KEY);
        assertThat(typeOf("remark", cells(30, i -> "text " + i), Map.of())).isEqualTo(ColumnType.KEY);
        assertThat(typeOf("amount", cells(30, i -> "" + i * i), Map.of())).isEqualTo(ColumnType.INTEGER);
        assertThat(typeOf("plan", cells(3, i -> "n" + i), Map.of())).isEqualTo(ColumnType.CATEGORICAL);
    }

    @Test
    void theUserDecidesBeforeTheValuesDo() throws IOException {
        for (ColumnType type : new ColumnType[] {
            ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.CATEGORICAL, ColumnType.BOOLEAN, ColumnType.KEY
        }) {
            assertThat(typeOf("v", new String[] {"0", "1", "1"}, Map.of("v", type)))
                    .isEqualTo(type);
        }
    }

    private static String[] cells(int count, IntFunction<String> cell) {
        return IntStream.range(0, count).mapToObj(cell).toArray(String[]::new);
    }

    private static ColumnType typeOf(String name, String[] cells, Map<String, ColumnType> overrides)
            throws IOException {
        String csv = name + ",other\n"
                + IntStream.range(0, cells.length)
                        .mapToObj(i -> cells[i] + ",x\n")
                        .collect(Collectors.joining());
        return new CsvTableReader(TableLimits.defaults())
                .read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
                .typed(overrides)
                .schema()
                .column(name)
                .type();
    }
}
