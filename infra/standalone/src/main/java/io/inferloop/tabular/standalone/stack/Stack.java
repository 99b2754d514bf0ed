package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.standalone.process.PortInUseException;
import io.inferloop.tabular.standalone.process.Ports;
import io.inferloop.tabular.standalone.process.ProcessMemory;
import io.inferloop.tabular.standalone.process.Program;
import io.inferloop.tabular.standalone.process.RunningProgram;
import io.inferloop.tabular.standalone.stack.ProgramStatus.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The stack of one data folder. */
public final class Stack {

    private final StackFolder folder;
    private final StackSettings settings;
    private final Secrets secrets;
    private final Blueprint blueprint;
    private final ProcessRecords records;
    private final Provisioning provisioning;

    private Stack(StackFolder folder, StackSettings settings, Path repository, JsonMapper json) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.secrets = new Secrets(folder.secrets(), new SecureRandom());
        this.blueprint = new Blueprint(folder, settings, secrets, repository);
        this.records = new ProcessRecords(folder.run(), json);
        this.provisioning = new Provisioning(folder);
    }

    /**
     * Opens the stack of a folder, making the folder when it is new.
     *
     * @param portBase null: as the last time
     * @param plan null: as the last time
     * @param repository root of the checkout, whose build holds the services
     * @throws StackException if the stack runs with other ports or another plan
     */
    public static Stack open(
            StackFolder folder, @Nullable Integer portBase, @Nullable String plan, Path repository, JsonMapper json)
            throws IOException, StackException {
        folder.create();
        Optional<StackSettings> last = StackSettingsFile.read(folder.settings(), json);
        StackSettings wanted = new StackSettings(
                portBase != null ? portBase : last.map(StackSettings::portBase).orElse(StackPorts.DEFAULT_BASE),
                plan != null ? plan : last.map(StackSettings::plan).orElse(StackSettings.DEFAULT_PLAN),
                last.map(StackSettings::organizationId).orElseGet(UUID::randomUUID));
        Stack stack = new Stack(folder, wanted, repository, json);
        if (last.isPresent() && !last.get().equals(wanted) && stack.runsAnything()) {
            throw new StackException(
                    "The stack in %s runs with port base %d and plan %s. Stop it first: ./tabular down --data-dir %s"
                            .formatted(
                                    folder.root(),
                                    last.get().portBase(),
                                    last.get().plan(),
                                    folder.root()));
        }
        StackSettingsFile.write(folder.settings(), wanted, json);
        return stack;
    }

    /** The stack of a folder that exists. @throws StackException if there is none */
    public static Stack existing(StackFolder folder, Path repository, JsonMapper json)
            throws IOException, StackException {
        if (!Files.exists(folder.settings())) {
            throw new StackException("There is no stack in %s. Start one: ./tabular up --data-dir %s"
                    .formatted(folder.root(), folder.root()));
        }
        return open(folder, null, null, repository, json);
    }

    public StackFolder folder() {
        return folder;
    }

    public StackSettings settings() {
        return settings;
    }

    /** Root URL of the gateway. */
    public URI url() {
        return blueprint.gateway();
    }

    /** Every address and secret, by server: for people and programs that connect to them. */
    public Map<String, Map<String, String>> connections() {
        return blueprint.connections();
    }

    public String apiKey() throws IOException {
        return secrets.apiKey();
    }

    /** Whether every program runs and answers. */
    public boolean isReady() throws IOException, InterruptedException {
        for (ProgramStatus program : status()) {
            if (program.state() != State.READY) {
                return false;
            }
        }
        return true;
    }

    /** Whether the gateway takes requests, which is all that a client needs to know. */
    public boolean takesRequests() throws IOException, InterruptedException {
        for (Program program : blueprint.services()) {
            if (program.name().equals(Service.API_GATEWAY.module())) {
                return records.running(program.name()).isPresent() && program.isReady();
            }
        }
        return false;
    }

    private boolean runsAnything() throws IOException {
        for (Program program : programs()) {
            if (records.running(program.name()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Starts every program that does not run. When it returns, all are ready; when it throws, what it started is stopped again.
     *
     * @throws StackException that says what failed, with the tail of the log
     */
    public void up(StackListener listener) throws IOException, StackException, InterruptedException {
        try (StackLock lock = StackLock.acquire(folder)) {
            secrets.apiKey();
            secrets.signingKeyFile();
            requireFreePorts();
            // Services wait for servers by themselves, but not for topics that nobody has created yet.
            if (provisioning.isDone(blueprint.servers())) {
                launch(listener, programs());
            } else {
                launch(listener, blueprint.servers(), blueprint.services());
            }
        }
    }

    /** Brings up one group after the other; undone as a whole when one fails or the launcher is told to end. */
    @SafeVarargs
    private void launch(StackListener listener, List<Program>... groups) throws StackException, InterruptedException {
        Launch launch = new Launch(records, provisioning, listener);
        Thread undo = new Thread(() -> undoAtExit(launch), "undo-launch");
        Runtime.getRuntime().addShutdownHook(undo);
        boolean complete = false;
        try {
            for (List<Program> group : groups) {
                launch.bringUp(group);
            }
            complete = true;
        } finally {
            if (removed(undo) && !complete) {
                launch.undo();
            }
        }
    }

    /** What is still a child of ours after that is a helper, such as PostgreSQL's initdb, that would go on alone. */
    private static void undoAtExit(Launch launch) {
        launch.undo();
        ProcessHandle.current().children().forEach(helper -> {
            helper.descendants().forEach(ProcessHandle::destroyForcibly);
            helper.destroyForcibly();
        });
    }

    /** False when the virtual machine is going down already and the hook does its work. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    /** All conflicts at once, before anything is started. */
    private void requireFreePorts() throws IOException, StackException {
        List<String> conflicts = new ArrayList<>();
        for (Program program : programs()) {
            if (records.running(program.name()).isEmpty()) {
                try {
                    Ports.requireFree(program);
                } catch (PortInUseException e) {
                    conflicts.add(e.getMessage());
                }
            }
        }
        if (!conflicts.isEmpty()) {
            throw new StackException(String.join("\n", conflicts)
                    + "\nEnd it, or choose other ports: ./tabular up --port-base " + (settings.portBase() + 100));
        }
    }

    /** Stops every program that runs: first the services, then the servers. Returns how many ran. */
    public int down(StackListener listener) throws IOException, StackException {
        try (StackLock lock = StackLock.acquire(folder)) {
            return stop(blueprint.services(), listener) + stop(blueprint.servers(), listener);
        }
    }

    private int stop(List<Program> programs, StackListener listener) throws IOException {
        List<RunningProgram> running = new ArrayList<>();
        for (Program program : programs) {
            Optional<ProcessHandle> process = records.running(program.name());
            if (process.isPresent()) {
                listener.stopping(program.name());
                running.add(RunningProgram.adopt(program, process.get()));
            } else {
                records.delete(program.name());
            }
        }
        Stops.stop(running, records);
        return running.size();
    }

    /** Stops one program and starts it again. @throws StackException if the stack has none of that name */
    public void restart(String name, StackListener listener) throws IOException, StackException, InterruptedException {
        Program program = programs().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new StackException("No program is called %s; there are %s".formatted(name, names())));
        try (StackLock lock = StackLock.acquire(folder)) {
            stop(List.of(program), listener);
            launch(listener, List.of(program));
        }
    }

    public List<String> names() {
        return programs().stream().map(Program::name).toList();
    }

    /** How every program is, asked now and all at once: each answer is waited for some seconds at most. */
    public List<ProgramStatus> status() throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<ProgramStatus>> questions = programs().stream()
                    .map(program -> (Callable<ProgramStatus>) () -> status(program))
                    .toList();
            List<ProgramStatus> all = new ArrayList<>();
            for (Future<ProgramStatus> answer : threads.invokeAll(questions)) {
                all.add(answer.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException("The stack cannot be asked how it is: " + e.getCause(), e.getCause());
        }
    }

    private ProgramStatus status(Program program) throws IOException, InterruptedException {
        Optional<ProcessRecord> record = records.find(program.name());
        Optional<ProcessHandle> process = record.flatMap(ProcessRecord::process);
        State state = process.isPresent()
                ? (program.isReady() ? State.READY : State.UNREADY)
                : (record.isPresent() ? State.DEAD : State.STOPPED);
        return new ProgramStatus(
                program.name(),
                state,
                process.map(ProcessHandle::pid).orElse(0L),
                program.ports(),
                process.map(ProcessMemory::bytes).orElse(0L),
                record.map(ProcessRecord::readyMillis).orElse(0L),
                record.map(ProcessRecord::readyCpu).orElse(0L),
                program.logFile().toString());
    }

    private List<Program> programs() {
        List<Program> all = new ArrayList<>(blueprint.servers());
        all.addAll(blueprint.services());
        return all;
    }
}
