package io.inferloop.tabular.core.onnx.graph;

import java.util.List;
import java.util.Map;

/**
 * One application of an ONNX operator. The inputs are kept as tensors, not names, so that a pass over the nodes in
 * reverse finds all that a gradient rule needs.
 *
 * @param operator name in the default operator set
 * @param attributes integer attributes
 */
record Node(String operator, List<Tensor> inputs, Tensor output, Map<String, Long> attributes) {

    Node {
        inputs = List.copyOf(inputs);
        attributes = Map.copyOf(attributes);
    }
}
