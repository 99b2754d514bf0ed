package io.inferloop.tabular.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.standalone.stack.ProgramStatus.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The real servers, and stand-ins for the services. */
class StackIT {

    /** Away from a stack that a developer runs beside the tests, and from another run of these. */
    private static final int PORT_BASE =
            27400 + 20 * (int) (ProcessHandle.current().pid() % 100);

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path home = Path.of("");

    private final RecordedStart news = new RecordedStart();

    private StandInRepository repository = new StandInRepository(Path.of(""));

    @BeforeEach
    void makeRepository() throws IOException {
        repository = StandInRepository.in(home.resolve("checkout"));
    }

    @AfterEach
    void stopWhatRuns() throws Exception {
        if (Files.exists(folder().settings())) {
            Stack.existing(folder(), repository.root(), JSON).down(news);
        }
    }

    private StackFolder folder() {
        return new StackFolder(home.resolve("state"));
    }

    private Stack open() throws IOException, StackException {
        return Stack.open(folder(), PORT_BASE, null, repository.root(), JSON);
    }

    @Test
    void comesUpTogetherRestartsWhatDiedAndGoesDown() throws Exception {
        open().up(news);

        assertThat(open().isReady()).isTrue();
        assertThat(news.ready).hasSize(10);
        assertThat(open().status())
                .allSatisfy(program -> assertThat(program.memoryBytes()).isPositive());
        assertThatThrownBy(() -> Stack.open(folder(), PORT_BASE + 20, null, repository.root(), JSON))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("runs with port base " + PORT_BASE);

        ProcessHandle worker = handle("synth-worker");
        worker.destroyForcibly();
        worker.onExit().join();
        assertThat(status("synth-worker").state()).isEqualTo(State.DEAD);

        news.ready.clear();
        open().up(news);
        assertThat(news.ready).containsExactly("synth-worker");

        assertThat(repository.archives(Service.SYNTH_WORKER))
                .as("made by the second run, when it ends")
                .isEmpty();
        open().restart("synth-worker", news);
        List<Path> archives = repository.archives(Service.SYNTH_WORKER);
        assertThat(archives).hasSize(1);
        assertThat(handle("synth-worker").info().commandLine())
                .hasValueSatisfying(line -> assertThat(line).containsPattern("-XX:(AOTCache|SharedArchiveFile)=" + archives.getFirst()));

        open().restart("redis", news);
        assertThat(open().isReady()).isTrue();

        List<ProcessHandle> all = new ArrayList<>();
        for (ProgramStatus program : open().status()) {
            all.add(handle(program.name()));
        }
        assertThat(open().down(news)).isEqualTo(10);
        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(open().status()).extracting(ProgramStatus::state).containsOnly(State.STOPPED);
    }

    @Test
    void aServiceThatDiesAtItsStartIsQuotedAndTakesTheOthersWithIt() throws Exception {
        repository.put(Service.BILLING_AGGREGATOR, DyingService.class);

        assertThatThrownBy(() -> open().up(news))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("billing-aggregator ended while it started")
                .hasMessageContaining("the price book has no version");

        assertThat(open().status()).extracting(ProgramStatus::state).containsOnly(State.STOPPED);
    }

    @Test
    void aPortThatIsInUseIsToldWithItsOwnerBeforeAnythingStarts() throws Exception {
        try (ServerSocket stranger = new ServerSocket(PORT_BASE + 13, 1, InetAddress.getLoopbackAddress())) {
            assertThat(stranger.isBound()).isTrue();
            assertThatThrownBy(() -> open().up(news))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + (PORT_BASE + 13) + ", which kafka needs, is in use by process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("--port-base");
        }
        assertThat(news.ready).isEmpty();
    }

    @Test
    void aRecordWhosePidBelongsToAnotherProgramNowIsNoRunningProgram() throws Exception {
        Stack stack = open();
        ProcessHandle stranger = ProcessHandle.current();
        new ProcessRecords(folder().run(), JSON)
                .save(new ProcessRecord(
                        "redis",
                        stranger.pid(),
                        Instant.now().minus(Duration.ofDays(1)),
                        List.of(),
                        List.of(),
                        1,
                        null));

        assertThat(status("redis").state()).isEqualTo(State.DEAD);
        assertThat(stack.down(news)).isZero();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldWithTheWayOut() throws Exception {
        Path file = Files.createFile(home.resolve("file"));

        assertThatThrownBy(() -> Stack.open(new StackFolder(file.resolve("state")), null, null, home, JSON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data-dir");
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws Exception {
        Stack stack = open();
        assertThat(stack.apiKey()).matches("tab_[A-Za-z0-9_-]{43}").isEqualTo(open().apiKey());
        new Secrets(folder().secrets(), new java.security.SecureRandom()).signingKeyFile();

        try (Stream<Path> files = Files.list(folder().secrets())) {
            assertThat(files.toList())
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    private ProgramStatus status(String program) throws Exception {
        return open().status().stream()
                .filter(status -> status.name().equals(program))
                .findFirst()
                .orElseThrow();
    }

    private ProcessHandle handle(String program) throws Exception {
        return ProcessHandle.of(status(program).pid()).orElseThrow();
    }

    private static final class RecordedStart implements StackListener {

        private final List<String> ready = new ArrayList<>();

        @Override
        public void starting(String program) {}

        @Override
        public void ready(String program, Duration took) {
            ready.add(program);
        }

        @Override
        public void stopping(String program) {}
    }
}
