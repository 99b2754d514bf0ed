package io.inferloop.tabular.orchestrator.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run delivered: its outputs, its scores and what it took. */
public record TaskResult(List<Output> outputs, Map<String, Double> scores, Effort effort) {

    /** What the output with the rows of a synthesis is called, before the name of its format. */
    private static final String SYNTHETIC_TABLE = "synthetic.";

    static final TaskResult NONE = new TaskResult(List.of(), Map.of(), Effort.NONE);

    public TaskResult {
        outputs = List.copyOf(outputs);
        scores = Map.copyOf(scores);
    }

    public Optional<StoredTable> syntheticTable() {
        return outputs.stream()
                .filter(output -> output.name().startsWith(SYNTHETIC_TABLE))
                .map(output -> new StoredTable(
                        output.objectKey(),
                        output.sha256(),
                        output.sizeBytes(),
                        output.name().substring(SYNTHETIC_TABLE.length())))
                .findFirst();
    }

    /** The fitted model, if all of it is there. */
    public Optional<StoredModel> model() {
        return output(StoredModel.GRAPH)
                .flatMap(graph ->
                        output(StoredModel.DESCRIPTION).map(description -> new StoredModel(graph, description)));
    }

    private Optional<Output> output(String name) {
        return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
    }

    TaskResult plus(TaskResult next) {
        var allOutputs = new ArrayList<>(outputs);
        allOutputs.addAll(next.outputs);
        var allScores = new HashMap<>(scores);
        allScores.putAll(next.scores);
        return new TaskResult(allOutputs, allScores, effort.plus(next.effort));
    }

    TaskResult plus(Effort more) {
        return new TaskResult(outputs, scores, effort.plus(more));
    }
}
