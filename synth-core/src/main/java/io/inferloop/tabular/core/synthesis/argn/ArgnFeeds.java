package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.onnx.graph.AdamW;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What each step of a training is fed. A step's numbers depend on the seed and the step alone, so that a training can go
 * on from any of them.
 */
final class ArgnFeeds {

    /** Share of the steps in which the step size rises, before it falls to 0 along a cosine (Loshchilov and Hutter 2017). */
    private static final double WARM_UP = 0.05;

    private final int[] rows;
    private final ArgnLayout layout;
    private final ArgnSettings settings;
    private final Seeds seeds;

    private long epoch = -1;
    private int[] shuffled = {};

    /** @param rows those that are learned, as places in the table */
    ArgnFeeds(int[] rows, ArgnLayout layout, ArgnSettings settings, Seeds seeds) {
        this.rows = rows;
        this.layout = layout;
        this.settings = settings;
        this.seeds = seeds;
    }

    int stepsPerEpoch() {
        return rows.length / settings.batchRows();
    }

    long steps() {
        return (long) stepsPerEpoch() * settings.epochs();
    }

    /** The feeds of {@code steps} steps from {@code first} on, which is counted from 0. */
    Map<String, Object> of(long first, int steps) {
        int batch = settings.batchRows();
        int[] batches = new int[steps * batch];
        int[] orders = new int[steps * layout.columns()];
        int inputs = batch * layout.inputs();
        boolean[] seen = new boolean[steps * inputs];
        double[] factors = new double[3 * steps];
        for (int i = 0; i < steps; i++) {
            long step = first + i;
            int place = (int) (step % stepsPerEpoch());
            System.arraycopy(shuffled(step / stepsPerEpoch()), place * batch, batches, i * batch, batch);
            RandomStream stream = seeds.child(step).stream();
            System.arraycopy(order(step, stream), 0, orders, i * layout.columns(), layout.columns());
            drop(seen, i * inputs, inputs, stream);
            System.arraycopy(AdamW.factors(step + 1, rate(step), settings.weightDecay()), 0, factors, 3 * i, 3);
        }
        Map<String, Object> feeds = new HashMap<>();
        feeds.put(ArgnNetwork.ROWS, batches);
        feeds.put(ArgnNetwork.ORDER, orders);
        feeds.put(ArgnStep.SEEN, seen);
        feeds.put(AdamW.FACTORS, factors);
        return feeds;
    }

    private int[] shuffled(long wanted) {
        if (wanted != epoch) {
            shuffled = permutation(rows.length, seeds.child("epoch").child(wanted).stream());
            Arrays.setAll(shuffled, i -> rows[shuffled[i]]);
            epoch = wanted;
        }
        return shuffled;
    }

    /** Every other step trains the order in which rows are made, the others teach to be given any columns. */
    private int[] order(long step, RandomStream stream) {
        if (step % 2 == 1) {
            return permutation(layout.columns(), stream);
        }
        int[] natural = new int[layout.columns()];
        for (int i = 0; i < natural.length; i++) {
            natural[i] = i;
        }
        return natural;
    }

    /** Eight inputs for each random number, so that a share is kept to a 256th. */
    private void drop(boolean[] seen, int from, int count, RandomStream stream) {
        int dropped = (int) Math.round(256 * settings.dropout());
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = i % 8 == 0 ? stream.nextLong() : bits >>> 8;
            seen[from + i] = (bits & 255) >= dropped;
        }
    }

    private double rate(long step) {
        double done = (step + 0.5) / steps();
        double share = done < WARM_UP ? done / WARM_UP : (1 + Math.cos(Math.PI * (done - WARM_UP) / (1 - WARM_UP))) / 2;
        return settings.learningRate() * share;
    }

    private static int[] permutation(int size, RandomStream stream) {
        int[] permutation = new int[size];
        for (int i = 0; i < size; i++) {
            int other = stream.nextInt(i + 1);
            permutation[i] = permutation[other];
            permutation[other] = i;
        }
        return permutation;
    }
}
