package io.inferloop.tabular.core.onnx.graph;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) as operators of a {@link TrainingStep}. The rate and the
 * corrections of the moments' bias are fed, step by step.
 */
public final class AdamW {

    /** Feed of the step size, a number of its own for every step. */
    public static final String LEARNING_RATE = "learning_rate";

    /** Feed of {@link #corrections}. */
    public static final String CORRECTIONS = "moment_corrections";

    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final TrainingStep step;
    private final ElementType type;
    private final double weightDecay;
    private final Tensor rate;
    private final Tensor meanCorrection;
    private final Tensor squareCorrection;

    /** @param weightDecay share of a parameter that a step of size 1 takes away */
    public AdamW(TrainingStep step, ElementType type, double weightDecay) {
        this.step = step;
        this.type = type;
        this.weightDecay = weightDecay;
        this.rate = step.feed(LEARNING_RATE, type);
        Tensor corrections = step.feed(CORRECTIONS, type, 2);
        this.meanCorrection = step.graph().slice(corrections, 0, 0, 1);
        this.squareCorrection = step.graph().slice(corrections, 0, 1, 1);
    }

    /** What {@link #CORRECTIONS} takes at a step, counted from 1: the factors that undo the start of both moments at 0. */
    public static double[] corrections(long step) {
        return new double[] {
            1 / (1 - Math.pow(MEAN_DECAY, step)), 1 / Math.sqrt(1 - Math.pow(SQUARE_DECAY, step)),
        };
    }

    /** Moves a state against its gradient, and pulls it towards 0 if {@code decays}. */
    public void move(Tensor parameter, Tensor gradient, boolean decays) {
        Graph graph = step.graph();
        Tensor mean = moment(parameter, "mean");
        Tensor square = moment(parameter, "square");
        Tensor nextMean =
                graph.add(graph.multiply(number(MEAN_DECAY), mean), graph.multiply(number(1 - MEAN_DECAY), gradient));
        Tensor nextSquare = graph.add(
                graph.multiply(number(SQUARE_DECAY), square),
                graph.multiply(number(1 - SQUARE_DECAY), graph.multiply(gradient, gradient)));
        Tensor size = graph.add(graph.multiply(graph.sqrt(nextSquare), squareCorrection), number(EPSILON));
        Tensor direction = graph.divide(graph.multiply(nextMean, meanCorrection), size);
        if (decays) {
            direction = graph.add(direction, graph.multiply(number(weightDecay), parameter));
        }
        step.next(mean, nextMean);
        step.next(square, nextSquare);
        step.next(parameter, graph.subtract(parameter, graph.multiply(rate, direction)));
    }

    private Tensor moment(Tensor parameter, String which) {
        Shape shape = parameter.shape();
        return step.state(
                parameter.name() + "::" + which, type, new double[Math.toIntExact(shape.elements())], shape.toArray());
    }

    private Tensor number(double value) {
        return step.graph().number(type, value);
    }
}
