package io.inferloop.tabular.orchestrator.job;

/**
 * Where a model's two files lie in the object store.
 *
 * @param graph {@value #GRAPH}
 * @param description {@value #DESCRIPTION}
 */
public record StoredModel(Output graph, Output description) {

    static final String GRAPH = "model.onnx";
    static final String DESCRIPTION = "model.json";
}
