package io.inferloop.tabular.standalone.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Progress on one line that is drawn over again; where the output is no terminal, a line for each stage and each tenth. */
public final class ProgressLine {

    private static final int BAR = 24;
    private static final int TENTHS = 10;

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;
    private String lastPlain = "";

    public ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Shows how far a stage is.
     *
     * @param total 0: not known
     * @param remaining estimated time to the end of the stage or the job, whichever the source says
     */
    public void show(String stage, long done, long total, Optional<Duration> remaining) {
        String eta = remaining.map(time -> ", " + human(time) + " left").orElse("");
        if (terminal) {
            redraw("  " + bar(done, total) + " " + stage + amount(done, total) + eta);
        } else {
            long tenth = total > 0 ? Math.min(done, total) * TENTHS / total : 0;
            String plain = stage + tenth;
            if (!plain.equals(lastPlain)) {
                lastPlain = plain;
                out.println("  " + stage + amount(done, total) + eta);
            }
        }
    }

    /** Replaces the progress by a last line. */
    public void finish(String text) {
        if (terminal) {
            redraw("  " + text);
            out.println();
            drawn = 0;
        } else {
            out.println("  " + text);
        }
    }

    private void redraw(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }

    private static String bar(long done, long total) {
        int full = total > 0 ? (int) (Math.min(done, total) * BAR / total) : 0;
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private static String amount(long done, long total) {
        return total > 0 ? " %d %%".formatted(Math.min(done, total) * 100 / total) : "";
    }

    /** {@code 4.2 s} or {@code 3 min 5 s}. */
    public static String human(Duration time) {
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
