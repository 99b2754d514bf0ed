package io.inferloop.tabular.benchmarks.ready;

import io.inferloop.tabular.benchmarks.measurement.Report;
import io.inferloop.tabular.benchmarks.measurement.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Starts and stops the whole stack by the command that a user types, and times it. */
@Command(
        name = "ready",
        description = "Seconds until the whole stack is ready, and its memory, CPU time by process.",
        mixinStandardHelpOptions = true)
public final class ReadyCommand implements Callable<Integer> {

    private static final double BAR_SECONDS = 20;
    private static final double BAR_MEBIBYTES = 3000;
    private static final double MEBIBYTE = 1024 * 1024;

    /** The first start of a build leaves no archive of its classes, the second makes them. */
    private static final int COLD = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "7500",
            description = "First of the 20 ports of the stack that is started; default: ${DEFAULT-VALUE}")
    private int portBase;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    private record Round(double seconds, Map<String, Double> cpuSeconds, double mebibytes) {

        double cpu() {
            return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (rounds < 1) {
            throw new ParameterException(command.commandLine(), "--rounds must be at least 1: " + rounds);
        }
        Report report = new Report(
                command.commandLine().getOut(),
                "./tabular up",
                "%d starts that are not counted, then %d".formatted(COLD, rounds));
        Path folder = Files.createTempDirectory("tabular-ready-");
        Launcher launcher = new Launcher(Path.of(System.getProperty("tabular.repository", ".")), folder, portBase);
        List<Round> measured = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        try {
            for (int i = -COLD; i < rounds; i++) {
                Round round = round(launcher, mistakes);
                report.line(
                        i < 0 ? "cold" : "round",
                        "ready after %.1f s, CPU of all processes %.1f s, memory %.0f MiB",
                        round.seconds(),
                        round.cpu(),
                        round.mebibytes());
                if (i >= 0) {
                    measured.add(round);
                }
            }
        } finally {
            launcher.run("down");
            delete(folder);
        }
        Spread seconds = spread(measured.stream().map(Round::seconds).toList());
        Spread memory = spread(measured.stream().map(Round::mebibytes).toList());
        report.figure("ready", seconds, "s", 1);
        report.figure("memory", memory, "MiB", 0);
        report.figure(
                "CPU of all processes until ready",
                spread(measured.stream().map(Round::cpu).toList()),
                "s",
                1);
        for (String process : measured.getFirst().cpuSeconds().keySet()) {
            report.figure(
                    "CPU of " + process,
                    spread(measured.stream()
                            .map(round -> round.cpuSeconds().getOrDefault(process, 0.0))
                            .toList()),
                    "s",
                    1);
        }
        report.bar("ready in 20 s", BAR_SECONDS / seconds.median());
        report.bar("3 GB", BAR_MEBIBYTES / memory.median());
        return report.check(mistakes, "every process said that it was ready, each time");
    }

    private static Round round(Launcher launcher, List<String> mistakes) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        double launcherCpu = launcher.run("up");
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> cpu = new LinkedHashMap<>();
        double bytes = 0;
        for (JsonNode program : launcher.status().get("programs")) {
            String name = program.get("name").asString();
            String state = program.get("state").asString();
            if (!state.equals("ready")) {
                mistakes.add(name + " was " + state);
            }
            cpu.put(name, program.get("ready_cpu_ms").asDouble() / 1000);
            bytes += program.get("memory_bytes").asDouble();
        }
        cpu.put("launcher", launcherCpu);
        launcher.run("down");
        return new Round(seconds, cpu, bytes / MEBIBYTE);
    }

    private static Spread spread(List<Double> values) {
        return Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
