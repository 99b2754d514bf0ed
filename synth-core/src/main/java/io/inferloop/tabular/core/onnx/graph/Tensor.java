package io.inferloop.tabular.core.onnx.graph;

/**
 * A value in a {@link Graph}: an input, a constant, or one result of an operator.
 *
 * @param name unique in its graph
 */
public record Tensor(String name, ElementType type, Shape shape) {}
