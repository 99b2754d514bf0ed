package io.inferloop.tabular.core.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.inferloop.tabular.core.onnx.graph.TrainingStep;
import io.inferloop.tabular.core.onnx.graph.TrainingStep.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A training under way: its state, and any number of steps at a time. State lives in two sets of memory that runs read
 * and write in turn. Deterministic for equal (step, state, feeds, device, threads), however the steps are dealt out over
 * runs. For one thread.
 */
public final class TrainingSession implements AutoCloseable {

    private static final AtomicInteger OPEN_TENSORS = new AtomicInteger();

    private final TrainingStep step;
    private final OrtSession session;

    /** Kept, since the session reads this memory as long as it lives. */
    private final Map<String, HostTensor> data;

    private Map<String, HostTensor> now;
    private Map<String, HostTensor> next;

    private TrainingSession(
            TrainingStep step, OrtSession session, Map<String, HostTensor> data, Map<String, HostTensor> state) {
        this.step = step;
        this.session = session;
        this.data = data;
        this.now = state;
        this.next = new LinkedHashMap<>();
        state.forEach((name, tensor) -> next.put(name, HostTensor.allocate(tensor.type(), tensor.shape())));
    }

    /**
     * Loads a training onto a device; the caller closes the session.
     *
     * @param state by name, such as {@link TrainingStep#initialState} or an earlier session's {@link #state}
     * @param data an array for each of the step's {@link TrainingStep#data}, by name
     * @param threads CPU threads inside an operator; the calling thread is one of them
     * @throws OnnxException if the device does not start or the step is not to its liking
     */
    public static TrainingSession open(
            TrainingStep step, Map<String, double[]> state, Map<String, Object> data, OnnxDevice device, int threads) {
        Map<String, HostTensor> held = held(step.data(), data);
        Map<String, HostTensor> start = held(step.states(), state);
        try (OrtSession.SessionOptions options = OnnxSession.options(device, threads);
                OpenTensors tensors = new OpenTensors()) {
            options.addExternalInitializers(new HashMap<>(tensors.open(held)));
            OrtSession session = OrtEnvironment.getEnvironment().createSession(step.toModel(), options);
            return new TrainingSession(step, session, held, start);
        } catch (OrtException e) {
            throw new OnnxException("Cannot open the training on " + device.label(), e);
        }
    }

    /** Native tensors that were made or received here and not closed yet; 0 whenever no run is in progress. */
    static int openTensors() {
        return OPEN_TENSORS.get();
    }

    /**
     * Takes some steps.
     *
     * @param feeds an array for each of the step's {@link TrainingStep#feeds}, by name, with every step's elements one after the other
     * @return what the steps reported, by name, every step's elements one after the other
     */
    public Map<String, double[]> run(int steps, Map<String, Object> feeds) {
        Map<String, HostTensor> inputs = new LinkedHashMap<>(now);
        for (Port feed : step.feeds()) {
            inputs.put(feed.name(), HostTensor.of(feed.type(), feed.shape().times(steps), given(feeds, feed)));
        }
        Map<String, HostTensor> outputs = new LinkedHashMap<>();
        next.forEach((name, tensor) -> outputs.put(TrainingStep.afterwards(name), tensor));
        Map<String, HostTensor> reports = new LinkedHashMap<>();
        for (Port report : step.reports()) {
            reports.put(
                    report.name(),
                    HostTensor.allocate(report.type(), report.shape().times(steps)));
        }
        outputs.putAll(reports);
        try (OpenTensors tensors = new OpenTensors();
                OrtSession.Result result = session.run(tensors.open(inputs), Set.of(), tensors.open(outputs))) {
            // All outputs are pinned to memory of ours, so the result itself owns nothing.
        } catch (OrtException e) {
            throw new OnnxException("Training failed", e);
        }
        Map<String, HostTensor> spent = now;
        now = next;
        next = spent;
        return reports.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, report -> report.getValue().doubles()));
    }

    /** Every state as it is now, by name; enough to go on from in another session. */
    public Map<String, double[]> state() {
        Map<String, double[]> state = new LinkedHashMap<>();
        now.forEach((name, tensor) -> state.put(name, tensor.doubles()));
        return state;
    }

    /** Goes on from another state, such as one that {@link #state} gave earlier; states that it does not name stay as they are. */
    public void restore(Map<String, double[]> state) {
        now.forEach((name, tensor) -> {
            double[] values = state.get(name);
            if (values != null) {
                tensor.fill(values);
            }
        });
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new OnnxException("Closing the training failed", e);
        }
    }

    private static Map<String, HostTensor> held(List<Port> ports, Map<String, ?> arrays) {
        Map<String, HostTensor> held = new LinkedHashMap<>();
        for (Port port : ports) {
            held.put(port.name(), HostTensor.of(port.type(), port.shape(), given(arrays, port)));
        }
        return held;
    }

    private static Object given(Map<String, ?> arrays, Port port) {
        return Objects.requireNonNull(arrays.get(port.name()), () -> "Nothing is given for " + port);
    }

    /** Native tensors over memory of ours, closed together. */
    private static final class OpenTensors implements AutoCloseable {

        private final List<OnnxTensor> open = new ArrayList<>();

        Map<String, OnnxTensor> open(Map<String, HostTensor> memory) throws OrtException {
            Map<String, OnnxTensor> tensors = new HashMap<>();
            for (Map.Entry<String, HostTensor> entry : memory.entrySet()) {
                OnnxTensor tensor = entry.getValue().open();
                open.add(tensor);
                OPEN_TENSORS.incrementAndGet();
                tensors.put(entry.getKey(), tensor);
            }
            return tensors;
        }

        @Override
        public void close() {
            open.forEach(OnnxTensor::close);
            OPEN_TENSORS.addAndGet(-open.size());
        }
    }
}
