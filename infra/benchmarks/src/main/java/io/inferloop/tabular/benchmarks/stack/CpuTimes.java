package io.inferloop.tabular.benchmarks.stack;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU seconds of the stack's processes, with their children, and of the benchmark itself.
 *
 * @param seconds by the process's name; since its start, or between two moments
 */
public record CpuTimes(Map<String, Double> seconds) {

    private static final double NOTHING = 0.005;

    public CpuTimes {
        seconds = new LinkedHashMap<>(seconds);
    }

    /** What was spent since an earlier moment; a process that was started between the two counts from its start. */
    public CpuTimes since(CpuTimes before) {
        Map<String, Double> spent = new LinkedHashMap<>();
        seconds.forEach((name, now) -> {
            double then = before.seconds.getOrDefault(name, 0.0);
            spent.put(name, then > now ? now : now - then);
        });
        return new CpuTimes(spent);
    }

    public double of(String process) {
        return seconds.getOrDefault(process, 0.0);
    }

    public double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Each process's milliseconds per unit, in one line; what spent nothing is left out. */
    public String perUnit(long units) {
        return seconds.entrySet().stream()
                        .filter(each -> each.getValue() >= NOTHING)
                        .map(each -> String.format(
                                Locale.ROOT, "%s %.3f", each.getKey(), each.getValue() * 1000 / Math.max(1, units)))
                        .collect(Collectors.joining(", "))
                + String.format(Locale.ROOT, "; all %.3f", total() * 1000 / Math.max(1, units));
    }
}
