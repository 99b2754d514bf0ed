package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.console.ProgressLine;
import io.inferloop.tabular.standalone.console.TextTable;
import io.inferloop.tabular.standalone.stack.ProgramStatus;
import io.inferloop.tabular.standalone.stack.ProgramStatus.State;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "status",
        description = "Show health, memory, time and CPU time to ready of every program. Exit status 0: all are ready.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final int MEBIBYTE = 1024 * 1024;

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--json", description = "Everything for programs: each address, pid, and key")
    private boolean json;

    private final Terminal terminal;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        Stack stack = options.existing();
        List<ProgramStatus> programs = stack.status();
        terminal.out().println(json ? document(stack, programs) : table(stack, programs));
        return programs.stream().allMatch(program -> program.state() == State.READY) ? 0 : 1;
    }

    private static String table(Stack stack, List<ProgramStatus> programs) {
        TextTable table =
                new TextTable("PROGRAM", "STATE", ">PID", ">MEMORY", ">READY IN", ">CPU UNTIL THEN", "PORTS", "LOG");
        for (ProgramStatus program : programs) {
            boolean runs = program.pid() != 0;
            table.row(
                    program.name(),
                    program.state().name().toLowerCase(Locale.ROOT),
                    runs ? Long.toString(program.pid()) : "-",
                    runs ? mebibytes(program.memoryBytes()) : "-",
                    time(program.readyMillis()),
                    time(program.readyCpuMillis()),
                    program.ports().stream().map(String::valueOf).collect(Collectors.joining(",")),
                    program.log());
        }
        long total = programs.stream().mapToLong(ProgramStatus::memoryBytes).sum();
        return "%s%nGateway %s, plan %s, memory in all %s"
                .formatted(table, stack.url(), stack.settings().plan(), mebibytes(total));
    }

    private static String time(long millis) {
        return millis > 0 ? ProgressLine.human(Duration.ofMillis(millis)) : "-";
    }

    private static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }

    private static String document(Stack stack, List<ProgramStatus> programs) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data_dir", stack.folder().root().toString());
        document.put("url", stack.url().toString());
        document.put("api_key", stack.apiKey());
        document.put("plan", stack.settings().plan());
        document.put("organization_id", stack.settings().organizationId());
        document.put("port_base", stack.settings().portBase());
        document.put("connections", stack.connections());
        document.put("programs", programs.stream().map(StatusCommand::document).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }

    private static Map<String, Object> document(ProgramStatus program) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", program.name());
        document.put("state", program.state().name().toLowerCase(Locale.ROOT));
        document.put("pid", program.pid());
        document.put("ports", program.ports());
        document.put("memory_bytes", program.memoryBytes());
        document.put("ready_ms", program.readyMillis());
        document.put("ready_cpu_ms", program.readyCpuMillis());
        document.put("log", program.log());
        return document;
    }
}
