package io.inferloop.tabular.core.onnx.graph;

import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) as operators of a {@link TrainingStep}. Moments are kept
 * as decayed sums, and all that the paper multiplies them with is fed as three numbers a step: the fewest passes over
 * the parameters. The state {@code P::mean} of a parameter {@code P} is the decayed sum of its gradients, {@code P::square}
 * that of their squares.
 */
public final class AdamW {

    /** Feed of {@link #factors}. */
    public static final String FACTORS = "adamw";

    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final TrainingStep step;
    private final ElementType type;
    private final Tensor size;
    private final Tensor epsilon;
    private final Tensor kept;

    public AdamW(TrainingStep step, ElementType type) {
        this.step = step;
        this.type = type;
        List<Tensor> factors = step.graph().split(step.feed(FACTORS, type, 3), 0, 1, 1, 1);
        this.size = factors.get(0);
        this.epsilon = factors.get(1);
        this.kept = factors.get(2);
    }

    /**
     * What {@link #FACTORS} takes at a step, counted from 1.
     *
     * @param rate the paper's step size, alpha times eta
     * @param weightDecay share of a parameter that a step of size 1 takes away
     */
    public static double[] factors(long step, double rate, double weightDecay) {
        double mean = (1 - MEAN_DECAY) / (1 - Math.pow(MEAN_DECAY, step));
        double root = Math.sqrt((1 - SQUARE_DECAY) / (1 - Math.pow(SQUARE_DECAY, step)));
        return new double[] {rate * mean / root, EPSILON / root, 1 - rate * weightDecay};
    }

    /** Moves a state of rank 1 or more against its gradient, and pulls it towards 0 if {@code decays}. */
    public void move(Tensor parameter, Tensor gradient, boolean decays) {
        Graph graph = step.graph();
        Tensor mean = moment(parameter, "mean");
        Tensor square = moment(parameter, "square");
        Tensor nextMean = graph.add(graph.multiply(mean, graph.number(type, MEAN_DECAY)), gradient);
        Tensor nextSquare =
                graph.add(graph.multiply(square, graph.number(type, SQUARE_DECAY)), graph.multiply(gradient, gradient));
        Tensor direction = graph.divide(nextMean, graph.add(graph.sqrt(nextSquare), epsilon));
        Tensor pulled = decays ? graph.multiply(parameter, kept) : parameter;
        step.next(mean, nextMean);
        step.next(square, nextSquare);
        step.next(parameter, graph.subtract(pulled, graph.multiply(direction, size)));
    }

    private Tensor moment(Tensor parameter, String which) {
        Shape shape = parameter.shape();
        return step.state(
                TrainingStep.outside(parameter) + "::" + which,
                type,
                new double[Math.toIntExact(shape.elements())],
                shape.toArray());
    }
}
