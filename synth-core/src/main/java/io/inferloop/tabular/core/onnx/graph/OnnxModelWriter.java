package io.inferloop.tabular.core.onnx.graph;

import com.google.protobuf.ByteString;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.AttributeProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.GraphProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.ModelProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.NodeProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.StringStringEntryProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.TensorProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.TensorShapeProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.TypeProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A graph's bytes. Equal graphs give equal bytes. */
final class OnnxModelWriter {

    /** Read by every ONNX Runtime since 1.14 (2023). */
    private static final long IR_VERSION = 8;

    private static final long OPERATOR_SET = 18;

    private OnnxModelWriter() {}

    static GraphProto graph(
            String name,
            List<Tensor> inputs,
            List<Node> nodes,
            Map<Tensor, TensorProto> constants,
            List<Tensor> outputs) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName(name);
        inputs.forEach(input -> graph.addInput(value(input)));
        outputs.forEach(output -> graph.addOutput(value(output)));
        constants.values().forEach(graph::addInitializer);
        nodes.forEach(node -> graph.addNode(node(node)));
        return graph.build();
    }

    static byte[] model(GraphProto graph, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("tabular")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(graph);
        new TreeMap<>(metadata)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private static NodeProto node(Node node) {
        NodeProto.Builder proto = NodeProto.newBuilder()
                .setOpType(node.operator())
                .setName(node.output().name());
        node.outputs().forEach(output -> proto.addOutput(output.name()));
        node.inputs().forEach(input -> proto.addInput(input.name()));
        new TreeMap<>(node.attributes()).forEach((key, value) -> proto.addAttribute(attribute(key, value)));
        return proto.build();
    }

    static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        return switch (value) {
            case Long number ->
                attribute.setType(AttributeProto.AttributeType.INT).setI(number).build();
            case String text ->
                attribute
                        .setType(AttributeProto.AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8(text))
                        .build();
            case GraphProto graph ->
                attribute
                        .setType(AttributeProto.AttributeType.GRAPH)
                        .setG(graph)
                        .build();
            default -> throw new IllegalArgumentException("No attribute is made of " + value);
        };
    }

    static ValueInfoProto value(Tensor tensor) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : tensor.shape().sizes()) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(size == Shape.ROWS ? dimension.setDimParam("rows") : dimension.setDimValue(size));
        }
        TypeProto.Tensor.Builder type =
                TypeProto.Tensor.newBuilder().setElemType(tensor.type().code()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(tensor.name())
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }
}
