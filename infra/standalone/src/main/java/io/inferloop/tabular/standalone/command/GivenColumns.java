package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.WantedRows;
import io.inferloop.tabular.standalone.stack.StackException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many rows are drawn, and what they have. */
final class GivenColumns {

    @Option(names = "--rows", paramLabel = "N", required = true, description = "How many rows to draw")
    private long rows;

    @Option(
            names = "--given",
            paramLabel = "COLUMN=VALUE",
            description = "What every row has; may be repeated; nothing behind the = for a missing cell")
    private Map<String, String> given = Map.of();

    @Option(
            names = "--rebalance",
            paramLabel = "COLUMN",
            description = "A column whose values have the shares that --share says")
    private @Nullable String rebalanced;

    @Option(
            names = "--share",
            paramLabel = "VALUE=SHARE",
            description = "A value's share of the rows, 0 to 1; may be repeated; other values share what is left")
    private Map<String, Double> shares = Map.of();

    WantedRows wanted(String format) throws StackException {
        if ((rebalanced == null) != shares.isEmpty()) {
            throw new StackException(
                    "--rebalance COLUMN and --share VALUE=SHARE belong together; give both or neither");
        }
        return new WantedRows(rows, format, given, rebalanced, shares);
    }
}
