package io.inferloop.tabular.synthworker.artifact;

/**
 * A stored model: the keys of its two files in the object store and the SHA-256 of each, lower case hexadecimal.
 *
 * @param graphKey of {@code model.onnx}
 * @param descriptionKey of {@code model.json}
 */
public record ModelRef(String graphKey, String graphSha256, String descriptionKey, String descriptionSha256) {}
