package io.inferloop.tabular.benchmarks.stack;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU time of the stack's processes, with their children, and of the benchmark itself.
 *
 * @param spent by the process's name; since its start, or between two moments
 */
public record CpuTimes(Map<String, Spent> spent) {

    private static final double NOTHING = 0.005;

    /**
     * What one process spent.
     *
     * @param seconds of all its threads
     * @param compilingSeconds of them, by the threads of its just-in-time compiler; 0 where the system does not tell
     */
    public record Spent(double seconds, double compilingSeconds) {

        public static final Spent NONE = new Spent(0, 0);

        Spent since(Spent before) {
            return before.seconds > seconds
                    ? this
                    : new Spent(seconds - before.seconds, Math.max(0, compilingSeconds - before.compilingSeconds));
        }
    }

    public CpuTimes {
        spent = new LinkedHashMap<>(spent);
    }

    /** What was spent since an earlier moment; a process that was started between the two counts from its start. */
    public CpuTimes since(CpuTimes before) {
        Map<String, Spent> between = new LinkedHashMap<>();
        spent.forEach((name, now) -> between.put(name, now.since(before.spent.getOrDefault(name, Spent.NONE))));
        return new CpuTimes(between);
    }

    /** Seconds of one process. */
    public double of(String process) {
        return spent.getOrDefault(process, Spent.NONE).seconds();
    }

    /** Seconds of one process without those of its compiler: what it spends for ever, and not only while it is young. */
    public double withoutCompiling(String process) {
        Spent of = spent.getOrDefault(process, Spent.NONE);
        return of.seconds() - of.compilingSeconds();
    }

    public double total() {
        return spent.values().stream().mapToDouble(Spent::seconds).sum();
    }

    public double compiling() {
        return spent.values().stream().mapToDouble(Spent::compilingSeconds).sum();
    }

    /** Each process's milliseconds per unit, in one line; what spent nothing is left out. */
    public String perUnit(long units) {
        return spent.entrySet().stream()
                        .filter(each -> each.getValue().seconds() >= NOTHING)
                        .map(each -> each.getKey() + " " + millis(each.getValue(), units))
                        .collect(Collectors.joining(", "))
                + "; all "
                + millis(new Spent(total(), compiling()), units);
    }

    private static String millis(Spent spent, long units) {
        double each = 1000.0 / Math.max(1, units);
        return spent.compilingSeconds() < NOTHING
                ? String.format(Locale.ROOT, "%.3f", spent.seconds() * each)
                : String.format(
                        Locale.ROOT, "%.3f (%.3f compiling)", spent.seconds() * each, spent.compilingSeconds() * each);
    }

    /** How many cores so many units a second would keep busy, at what a unit took here, compilers left out. */
    public double coresFor(double unitsPerSecond, long units) {
        return unitsPerSecond * (total() - compiling()) / Math.max(1, units);
    }
}
