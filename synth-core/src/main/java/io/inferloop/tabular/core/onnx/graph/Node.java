package io.inferloop.tabular.core.onnx.graph;

import java.util.List;
import java.util.Map;

/**
 * One application of an ONNX operator. The inputs are kept as tensors, not names, so that a pass over the nodes in
 * reverse finds all that a gradient rule needs.
 *
 * @param operator name in the default operator set
 * @param outputs more than one for a split only
 * @param attributes a Long or a String each
 */
record Node(String operator, List<Tensor> inputs, List<Tensor> outputs, Map<String, Object> attributes) {

    Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    Node(String operator, List<Tensor> inputs, Tensor output, Map<String, Object> attributes) {
        this(operator, inputs, List.of(output), attributes);
    }

    Tensor input(int index) {
        return inputs.get(index);
    }

    /** The only output, or a split's first. */
    Tensor output() {
        return outputs.getFirst();
    }

    int integer(String attribute) {
        return attributes.get(attribute) instanceof Long value ? Math.toIntExact(value) : 0;
    }
}
