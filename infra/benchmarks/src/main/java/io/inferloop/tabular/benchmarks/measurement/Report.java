package io.inferloop.tabular.benchmarks.measurement;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a program prints: where it ran, its rounds, its figures with their spread, the bar, the check; and all that once more as rows for a page. */
public final class Report {

    private final PrintWriter out;
    private final String title;
    private final List<String> rows = new ArrayList<>();

    /** Says where and how it is measured. */
    public Report(PrintWriter out, String title, String run) throws IOException {
        this.out = out;
        this.title = title;
        out.println("machine   " + Machine.here().describe());
        line("run", "%s: %s; load average before %.2f", title, run, Machine.loadAverage());
    }

    public PrintWriter out() {
        return out;
    }

    /** @param format of {@link String#format}, with {@link Locale#ROOT} */
    public void line(String label, String format, Object... values) {
        out.printf(Locale.ROOT, "%-9s %s%n", label, String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** A figure with its spread over the rounds. */
    public void figure(String what, Spread spread, String unit, int decimals) {
        String number = "%,." + decimals + "f";
        String text = String.format(
                Locale.ROOT,
                "%s%s (%s to %s)".formatted(number, unit.isEmpty() ? "" : " " + unit, number, number),
                spread.median(),
                spread.min(),
                spread.max());
        line("median", "%s: %s", what, text);
        rows.add("| %s | %s | %s |".formatted(title, what, text));
    }

    /** @param reached how much of the bar; 1 and more meets it */
    public void bar(String bar, double reached) {
        line(
                "bar",
                "%s: %s",
                bar,
                reached >= 1 ? "met (%.2fx)".formatted(reached) : "MISSED (%.2fx)".formatted(reached));
    }

    /**
     * What bounds a rate when load and servers share a machine: the cores that it would keep busy, at the CPU time that a unit took.
     *
     * @param cores that the bar's rate needs
     */
    public void limit(String bar, double cores) {
        int here = Runtime.getRuntime().availableProcessors();
        line(
                "limit",
                "%s would keep %.2f cores busy with everything that runs here, the load included, compilers left out; this machine has %d (%.2fx)",
                bar,
                cores,
                here,
                here / cores);
    }

    /** Ends the report. @return the exit status: 0 when there are no mistakes */
    public int check(List<String> mistakes, String whatHolds) {
        line("check", "%s", mistakes.isEmpty() ? "passed: " + whatHolds : "FAILED: " + String.join("; ", mistakes));
        line("load", "average after %.2f", Machine.loadAverage());
        out.println();
        out.println("| what | figure | median (min to max) |");
        out.println("|---|---|---|");
        rows.forEach(out::println);
        out.flush();
        return mistakes.isEmpty() ? 0 : 1;
    }
}
