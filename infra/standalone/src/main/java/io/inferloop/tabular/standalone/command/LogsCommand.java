package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.process.LogFile;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Show the end of one program's log, or of every program's.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 300;

    @Mixin
    private StackOptions options = new StackOptions();

    @Parameters(paramLabel = "PROGRAM", arity = "0..1", description = "As ./tabular status names it")
    private @Nullable String program;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on, until Ctrl-C")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            description = "How many lines of each log (default: ${DEFAULT-VALUE})")
    private int lines = 20;

    private final Terminal terminal;

    LogsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StackException, InterruptedException {
        Stack stack = options.existing();
        if (program != null && !stack.names().contains(program)) {
            throw new StackException("No program is called %s; there are %s".formatted(program, stack.names()));
        }
        List<String> shown = program == null ? stack.names() : List.of(program);
        Map<Path, Long> read = new LinkedHashMap<>();
        for (String name : shown) {
            Path log = stack.folder().log(name);
            read.put(log, Files.exists(log) ? Files.size(log) : 0L);
            terminal.out().println("==> " + log);
            terminal.out().println(LogFile.tail(log, lines));
        }
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            for (Map.Entry<Path, Long> log : read.entrySet()) {
                log.setValue(copyFrom(log.getKey(), log.getValue()));
            }
        }
        return 0;
    }

    /** Returns where the log ends now. */
    private long copyFrom(Path log, long position) throws IOException {
        if (!Files.exists(log) || Files.size(log) == position) {
            return position;
        }
        try (FileChannel channel = FileChannel.open(log);
                InputStream added = Channels.newInputStream(channel.position(Math.min(position, channel.size())))) {
            added.transferTo(terminal.out());
            return channel.position();
        }
    }
}
