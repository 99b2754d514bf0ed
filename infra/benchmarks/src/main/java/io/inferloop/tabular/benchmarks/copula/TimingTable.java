package io.inferloop.tabular.benchmarks.copula;

import io.inferloop.tabular.benchmarks.measurement.Spread;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Every repetition's seconds, and what they have in common. */
final class TimingTable {

    private TimingTable() {}

    static void print(List<RoundTrip> trips, int rows, PrintWriter out) {
        out.printf(
                "%n%10s %8s %8s %8s %12s %8s %14s%n",
                "repetition", "whole", "read", "fit", "sample+write", "CPU", "read+write only");
        for (int i = 0; i < trips.size(); i++) {
            RoundTrip trip = trips.get(i);
            out.printf(
                    Locale.ROOT,
                    "%10d %8.3f %8.3f %8.3f %12.3f %8.3f %14.3f%n",
                    i + 1,
                    trip.seconds(),
                    trip.readSeconds(),
                    trip.fitSeconds(),
                    trip.sampleSeconds(),
                    trip.cpuSeconds(),
                    trip.copySeconds());
        }
        out.println();
        Spread whole = spread(trips, RoundTrip::seconds);
        Spread copy = spread(trips, RoundTrip::copySeconds);
        line(out, "whole", whole);
        line(out, "  read", spread(trips, RoundTrip::readSeconds));
        line(out, "  fit", spread(trips, RoundTrip::fitSeconds));
        line(out, "  sample+write", spread(trips, RoundTrip::sampleSeconds));
        line(out, "CPU", spread(trips, RoundTrip::cpuSeconds));
        line(out, "read+write only", copy);
        out.printf(
                Locale.ROOT,
                "rate      %.0f rows/s; without a model %.0f rows/s, so the whole takes %.1f times its limit%n",
                rows / whole.median(),
                rows / copy.median(),
                whole.median() / copy.median());
    }

    private static Spread spread(List<RoundTrip> trips, ToDoubleFunction<RoundTrip> seconds) {
        return Spread.of(trips.stream().mapToDouble(seconds).toArray());
    }

    private static void line(PrintWriter out, String what, Spread seconds) {
        out.printf(
                Locale.ROOT,
                "%-16s median %.3f s, from %.3f to %.3f s%n",
                what,
                seconds.median(),
                seconds.min(),
                seconds.max());
    }
}
