package io.inferloop.tabular.core.onnx.graph;

import io.inferloop.tabular.core.onnx.proto.OnnxMl.GraphProto;
import io.inferloop.tabular.core.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of a training as a graph, and the model that runs any number of such steps: a single Scan over the step's
 * graph. State goes from step to step, every step has its own slice of each feed, and data is there all the time. No
 * step draws a random number, so a training can be stopped and taken up again at any step.
 */
public final class TrainingStep {

    private static final String IN_STEP = "::step";
    private static final String AFTER = "::after";

    private final Graph graph = new Graph("step");
    private final Map<Tensor, double[]> initial = new LinkedHashMap<>();
    private final Map<Tensor, Tensor> after = new LinkedHashMap<>();
    private final List<Tensor> feeds = new ArrayList<>();
    private final List<Tensor> data = new ArrayList<>();
    private final Map<String, Tensor> reports = new LinkedHashMap<>();

    /** What a training is fed and what it gives back, as the model calls it. */
    public record Port(String name, ElementType type, Shape shape) {}

    /** The step's graph, to build it. */
    public Graph graph() {
        return graph;
    }

    /**
     * A tensor that steps change.
     *
     * @param values at the first step, owned by the training from here on
     */
    public Tensor state(String name, ElementType type, double[] values, long... shape) {
        Tensor state = graph.input(name + IN_STEP, type, Shape.of(shape));
        if (values.length != state.shape().elements()) {
            throw new IllegalArgumentException("%d values do not fill %s".formatted(values.length, state));
        }
        initial.put(state, values);
        return state;
    }

    /** What a state is after the step; without it, it stays. */
    public void next(Tensor state, Tensor value) {
        if (!initial.containsKey(state) || !state.shape().equals(value.shape()) || state.type() != value.type()) {
            throw new IllegalArgumentException("%s cannot become %s".formatted(state, value));
        }
        after.put(state, value);
    }

    /** A tensor that every step has its own of; at least one is needed. */
    public Tensor feed(String name, ElementType type, long... shape) {
        Tensor feed = graph.input(name + IN_STEP, type, Shape.of(shape));
        feeds.add(feed);
        return feed;
    }

    /** A tensor that is handed over once. */
    public Tensor data(String name, ElementType type, long... shape) {
        Tensor tensor = graph.outer(name, type, Shape.of(shape));
        data.add(tensor);
        return tensor;
    }

    /** A tensor that every step gives back. */
    public void report(String name, Tensor value) {
        reports.put(name, value);
    }

    public List<Port> states() {
        return ports(List.copyOf(initial.keySet()));
    }

    public List<Port> feeds() {
        return ports(feeds);
    }

    public List<Port> data() {
        return ports(data);
    }

    public List<Port> reports() {
        return reports.entrySet().stream()
                .map(report -> new Port(
                        report.getKey(),
                        report.getValue().type(),
                        report.getValue().shape()))
                .toList();
    }

    /** Every state before the first step, by name. */
    public Map<String, double[]> initialState() {
        Map<String, double[]> values = new LinkedHashMap<>();
        initial.forEach((state, numbers) -> values.put(outside(state), numbers));
        return values;
    }

    /** What the model calls a state when its steps are done. */
    public static String afterwards(String state) {
        return state + AFTER;
    }

    /** The bytes of a model whose inputs are the states and the feeds, these with the steps as their first axis. */
    public byte[] toModel() {
        Map<String, Tensor> results = new LinkedHashMap<>();
        for (Tensor state : initial.keySet()) {
            results.put(outside(state) + AFTER + IN_STEP, after.getOrDefault(state, state));
        }
        reports.forEach((name, value) -> results.put(name + IN_STEP, value));
        List<Tensor> inputs = new ArrayList<>(initial.keySet());
        inputs.addAll(feeds);
        GraphProto body = graph.toGraph(inputs, results);
        NodeProto.Builder scan = NodeProto.newBuilder().setOpType("Scan").setName("steps");
        GraphProto.Builder model = GraphProto.newBuilder().setName("training");
        for (Tensor state : initial.keySet()) {
            Tensor before = new Tensor(outside(state), state.type(), state.shape());
            model.addInput(OnnxModelWriter.value(before));
            scan.addInput(before.name());
            Tensor then = new Tensor(afterwards(before.name()), state.type(), state.shape());
            model.addOutput(OnnxModelWriter.value(then));
            scan.addOutput(then.name());
        }
        for (Tensor feed : feeds) {
            Tensor all = new Tensor(outside(feed), feed.type(), feed.shape().times(Shape.ROWS));
            model.addInput(OnnxModelWriter.value(all));
            scan.addInput(all.name());
        }
        reports.forEach((name, number) -> {
            Tensor all = new Tensor(name, number.type(), number.shape().times(Shape.ROWS));
            model.addOutput(OnnxModelWriter.value(all));
            scan.addOutput(all.name());
        });
        data.forEach(tensor -> model.addInitializer(Constants.external(tensor)));
        scan.addAttribute(OnnxModelWriter.attribute("body", body));
        scan.addAttribute(OnnxModelWriter.attribute("num_scan_inputs", (long) feeds.size()));
        return OnnxModelWriter.model(model.addNode(scan).build(), Map.of());
    }

    private static List<Port> ports(List<Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> new Port(outside(tensor), tensor.type(), tensor.shape()))
                .toList();
    }

    /** What a tensor of the step is called outside of it. */
    static String outside(Tensor tensor) {
        return tensor.name().endsWith(IN_STEP)
                ? tensor.name().substring(0, tensor.name().length() - IN_STEP.length())
                : tensor.name();
    }
}
