package io.inferloop.tabular.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients send by mistake or by malice, through the real front door: each gets a precise answer, none shows the inside,
 * and no service grows or dies of it.
 */
@ExtendWith(SharedStack.class)
class BadInputE2E {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long GIBIBYTE = 1L << 30;

    /** The services' heaps and what a Java process needs beside its heap. */
    private static final Map<String, Long> MEMORY = Map.of(
            "api-gateway", 384L << 20,
            "job-orchestrator", 256L << 20,
            "synth-worker", 1536L << 20,
            "validation-worker", 1024L << 20,
            "billing-aggregator", 256L << 20);

    private static final long BESIDE_THE_HEAP = 400L << 20;

    private static RunningStack stack;
    private static GatewayClient client;
    private static GatewayClient foreigner;
    private static UUID penguins;
    private static Map<String, Long> pids;

    @BeforeAll
    static void find(RunningStack shared) throws Exception {
        stack = shared;
        client = shared.client();
        penguins = client.upload("penguins", Penguins.csv());
        foreigner = anotherOrganization();
        pids = pids();
    }

    @AfterAll
    static void noServiceGrewOrDied() throws IOException, InterruptedException {
        assertThat(pids()).isEqualTo(pids);
        for (JsonNode program : stack.status().get("programs")) {
            String name = program.get("name").asString();
            if (MEMORY.containsKey(name)) {
                assertThat(program.get("memory_bytes").asLong())
                        .as("memory of %s", name)
                        .isLessThan(MEMORY.getOrDefault(name, 0L) + BESIDE_THE_HEAP);
            }
        }
    }

    /** A table that is refused, and how. */
    record BadTable(String what, byte[] body, List<String> headers, int status, String code, String says) {

        BadTable(String what, byte[] body, int status, String code, String says) {
            this(what, body, List.of(), status, code, says);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<BadTable> badTables() {
        return Stream.of(
                new BadTable("empty file", new byte[0], 422, "unreadable_table", "empty"),
                new BadTable("header only", text("age,job\n"), 422, "unreadable_table", "no rows"),
                new BadTable("blank first line", text("\n1,2\n"), 422, "unreadable_table", "Line 1"),
                new BadTable("row too short", text("a,b\n1,2\n3\n"), 422, "unreadable_table", "Line 3"),
                new BadTable("row too long", text("a,b\n1,2\n3,4,5\n"), 422, "unreadable_table", "Line 3"),
                new BadTable("Latin-1", "name,age\nJosé,3\n".getBytes(ISO_8859_1), 422, "unreadable_table", "UTF-8"),
                new BadTable("UTF-16", "name,age\nJosé,3\n".getBytes(UTF_16), 422, "unreadable_table", "UTF-8"),
                new BadTable("a quote that never ends", text("a,b\n1,\"2\n"), 422, "unreadable_table", "quote"),
                new BadTable("10 000 columns", text(wide(10_000)), 422, "unreadable_table", "1,000 columns"),
                new BadTable("two columns of one name", text("age,job,age\n1,2,3\n"), 422, "unreadable_table", "'age'"),
                new BadTable("a column without a name", text("age,,job\n1,2,3\n"), 422, "unreadable_table", "column 2"),
                new BadTable("damaged gzip", cut(gzip(text("a,b\n1,2\n3,4\n"))), 422, "unreadable_table", "gzip"),
                new BadTable(
                        "no gzip, although it says so",
                        text("a,b\n1,2\n"),
                        List.of("Content-Encoding", "gzip"),
                        422,
                        "unreadable_table",
                        "gzip"),
                new BadTable("gzip bomb of one cell", gzip(oneCell(256 << 20)), 422, "unreadable_table", "Line 1"),
                new BadTable(
                        "an unknown encoding",
                        text("a,b\n1,2\n"),
                        List.of("Content-Encoding", "br"),
                        415,
                        "unsupported_content_encoding",
                        "gzip"),
                new BadTable(
                        "another digest",
                        text("a,b\n1,2\n"),
                        List.of("Content-Digest", "sha-256=:" + "A".repeat(43) + "=:"),
                        400,
                        "content_digest_mismatch",
                        "Content-Digest"));
    }

    @ParameterizedTest
    @MethodSource("badTables")
    void aTableThatCannotBeReadIsRefusedWithPlaceAndRemedy(BadTable bad) throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(List.of("Content-Type", "text/csv"));
        headers.addAll(bad.headers());
        assertRefused(
                client.send(
                        "POST",
                        "/v1/datasets?name=bad",
                        BodyPublishers.ofByteArray(bad.body()),
                        headers.toArray(String[]::new)),
                bad.status(),
                bad.code(),
                bad.says());
    }

    @Test
    void aLineOfTwoGigabytesIsRefusedLongBeforeItsEnd()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Instant begin = Instant.now();
        EndlessUpload.Outcome outcome =
                endless(client.apiKey()).send("a".repeat(1 << 16).getBytes(UTF_8), 2 * GIBIBYTE, PATIENCE);

        assertThat(outcome.status()).as(outcome.answer()).isEqualTo(422);
        assertThat(outcome.answer()).contains("unreadable_table").contains("Line 1");
        assertThat(outcome.sentBytes()).isLessThan(2 * GIBIBYTE);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void anUploadThatIsAnnouncedLargerThanThePlanIsRefusedBeforeItIsRead()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        assertThat(endless(client.apiKey()).announce(20 * GIBIBYTE, PATIENCE).answer())
                .contains("413")
                .contains("upload_too_large")
                .contains("10,000,000,000");
    }

    /** A table that is odd but no mistake: it is taken, and a job on it ends, with rows or with a reason. */
    record OddTable(String what, String csv, String column) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<OddTable> oddTables() {
        return Stream.of(
                new OddTable("unicode names", rows("naïve,年齢,🦊", i -> i + ",x" + i % 3 + ",ü"), "🦊"),
                new OddTable(
                        "names of white space and quotes", rows("\"a,\"\"b\",' ; --", i -> i + "," + i % 2), "' ; --"),
                new OddTable("an all-null column", rows("age,nothing", i -> i + ","), "nothing"),
                new OddTable(
                        "infinite and NaN",
                        rows(
                                "x,y",
                                i -> List.of("1.5", "Infinity", "-Infinity", "NaN", "1e400")
                                                .get(i % 5) + "," + i),
                        "x"),
                new OddTable(
                        "dates in four formats",
                        rows(
                                "day,n",
                                i -> List.of("2026-11-24", "24.11.2026", "11/24/2026", "24 Nov 2026")
                                                .get(i % 4) + "," + i),
                        "day"),
                new OddTable("one row", "age,job\n1,clerk\n", "job"));
    }

    @ParameterizedTest
    @MethodSource("oddTables")
    void aTableThatIsOnlyOddBecomesRows(OddTable odd) throws IOException, InterruptedException {
        HttpResponse<String> uploaded = client.send(
                "POST", "/v1/datasets?name=odd", BodyPublishers.ofString(odd.csv()), "Content-Type", "text/csv");
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        JsonNode dataset = JSON.readTree(uploaded.body());
        List<String> names = new ArrayList<>();
        dataset.get("columns").forEach(column -> names.add(column.get("name").asString()));
        assertThat(names).contains(odd.column());

        UUID job = UUID.fromString(client.post(
                        "/v1/jobs",
                        Map.of(
                                "type",
                                "generation",
                                "dataset_id",
                                dataset.get("id").asString(),
                                "rows",
                                50),
                        202)
                .get("id")
                .asString());
        JsonNode ended = client.awaitEnd(job, Duration.ofSeconds(50));
        assertThat(ended.get("state").asString()).as("%s", ended).isEqualTo("succeeded");
        assertThat(client.text("/v1/jobs/" + job + "/result").lines()).hasSize(51);
    }

    /** A job that is refused, and how. */
    record BadJob(String what, String body, int status, String code, String says) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<BadJob> badJobs() {
        return Stream.of(
                new BadJob("no JSON", "{\"type\":", 400, "malformed_json", "line 1"),
                new BadJob("no object", "[]", 400, "malformed_json", "object"),
                new BadJob("a name twice", "{\"rows\":1,\"rows\":2}", 400, "malformed_json", "rows"),
                new BadJob("100 000 levels", "[".repeat(100_000), 400, "malformed_json", "depth"),
                new BadJob(
                        "two mebibytes",
                        "{\"type\":\"" + "x".repeat(2 << 20) + "\"}",
                        413,
                        "body_too_large",
                        "mebibyte"),
                new BadJob("nothing", "", 422, "invalid_job", "/type"),
                job("unknown algorithm", "\"algorithm\":\"magic\"", "/algorithm"),
                job("no rows", "\"rows\":0", "at least 1"),
                job("negative rows", "\"rows\":-7", "at least 1"),
                job("more rows than a number holds", "\"rows\":99999999999999999999", "/rows"),
                job("rows with a huge exponent", "\"rows\":1e999999999", "whole number"),
                job("half a row", "\"rows\":1.5", "whole number"),
                job("more rows than the plan allows", "\"rows\":1000001", "1,000,000 rows"),
                job("an unknown hyper-parameter", "\"hyperparameters\":{\"depth\":3}", "depth"),
                job("hyper-parameters that are a list", "\"hyperparameters\":[1]", "/hyperparameters"),
                job("a hyper-parameter out of range", "\"hyperparameters\":{\"max_quantiles\":1}", "max_quantiles"),
                job("an unknown field", "\"colour\":\"red\"", "/colour"),
                job("a type for no column", "\"columns\":{\"nobody\":{\"type\":\"integer\"}}", "/columns/nobody"),
                job("an unknown column type", "\"columns\":{\"species\":{\"type\":\"integr\"}}", "integr"),
                job("a deadline that has passed", "\"deadline\":\"2020-01-01T00:00:00Z\"", "future"),
                new BadJob(
                        "an unknown dataset",
                        "{\"type\":\"generation\",\"dataset_id\":\"%s\",\"rows\":9}".formatted(UUID.randomUUID()),
                        404,
                        "unknown_dataset",
                        "/dataset_id"),
                new BadJob(
                        "an id that is none",
                        "{\"type\":\"generation\",\"dataset_id\":\"1-1-1-1-1\"}",
                        422,
                        "invalid_job",
                        "UUID"),
                new BadJob(
                        "a validation of an unknown job",
                        "{\"type\":\"validation\",\"dataset_id\":\"PENGUINS\",\"synthetic\":{\"job_id\":\"%s\"}}"
                                .formatted(UUID.randomUUID()),
                        422,
                        "invalid_job",
                        "/synthetic/job_id"));
    }

    private static BadJob job(String what, String member, String says) {
        return new BadJob(
                what, "{\"type\":\"generation\",\"dataset_id\":\"PENGUINS\"," + member + "}", 422, "invalid_job", says);
    }

    @ParameterizedTest
    @MethodSource("badJobs")
    void aJobThatCannotBeDoneIsRefusedWithTheMembersThatAreWrong(BadJob bad) throws IOException, InterruptedException {
        String body = bad.body().replace("PENGUINS", penguins.toString());
        assertRefused(postJob(client, body), bad.status(), bad.code(), bad.says());
    }

    @Test
    void whatBelongsToAnotherOrganizationDoesNotExist() throws IOException, InterruptedException {
        UUID theirs = foreigner.upload("theirs", Penguins.csv());
        String job = "{\"type\":\"generation\",\"dataset_id\":\"%s\",\"rows\":10}";
        String theirJob = JSON.readTree(
                        postJob(foreigner, job.formatted(theirs)).body())
                .get("id")
                .asString();

        assertRefused(get(client, "/v1/datasets/" + theirs), 404, "unknown_dataset", theirs.toString());
        assertRefused(postJob(client, job.formatted(theirs)), 404, "unknown_dataset", "/dataset_id");
        assertRefused(get(client, "/v1/jobs/" + theirJob), 404, "unknown_job", theirJob);
        assertRefused(get(client, "/v1/jobs/" + theirJob + "/result"), 404, "unknown_job", theirJob);
        assertRefused(
                client.send("POST", "/v1/jobs/" + theirJob + "/cancel", BodyPublishers.noBody()),
                404,
                "unknown_job",
                theirJob);
        assertRefused(get(client, "/v1/jobs/" + UUID.randomUUID()), 404, "unknown_job", "no job");
        assertRefused(get(client, "/v1/jobs/1"), 400, "bad_request", "");
        assertRefused(get(client, "/v1/nothing"), 404, "not_found", "");
    }

    @Test
    void withoutAKeyThatIsValidNowNothingIsToldOrTaken() throws IOException, InterruptedException {
        JsonNode made = client.post("/v1/api-keys", Map.of("name", "short lived"), 201);
        GatewayClient lived = client.withKey(made.get("secret").asString());
        assertThat(get(lived, "/v1/algorithms").statusCode()).isEqualTo(200);
        assertThat(client.send("DELETE", "/v1/api-keys/" + made.get("id").asString(), BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);

        for (GatewayClient revokedOrWrong :
                List.of(lived, client.withKey("tab_" + "x".repeat(43)), client.withKey("\" OR 1=1 --"))) {
            assertRefused(get(revokedOrWrong, "/v1/jobs"), 401, "invalid_api_key", "unknown or revoked");
            assertRefused(
                    revokedOrWrong.send(
                            "POST",
                            "/v1/datasets?name=no",
                            BodyPublishers.ofString("a\n1\n"),
                            "Content-Type",
                            "text/csv"),
                    401,
                    "invalid_api_key",
                    "unknown or revoked");
        }
        assertRefused(get(client.withKey(""), "/v1/jobs"), 401, "missing_api_key", "Bearer");
    }

    @Test
    void ofAHundredConcurrentPostsWithOneKeyOneIsAJobAndAnotherBodyIsRefused()
            throws IOException, InterruptedException, ExecutionException {
        String key = UUID.randomUUID().toString();
        UUID dataset = foreigner.upload("penguins", Penguins.csv());
        Map<String, Object> job = Map.of("type", "generation", "dataset_id", dataset, "rows", 10);
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> post = () -> foreigner.postJob(key, job);
            for (Future<HttpResponse<String>> answer : threads.invokeAll(Collections.nCopies(100, post))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsAnyOf(202)
                .isSubsetOf(202, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 202)
                        .map(answer -> JSON.readTree(answer.body()).get("id").asString()))
                .containsOnly(JSON.readTree(foreigner.postJob(key, job).body())
                        .get("id")
                        .asString());
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 202
                        && answer.headers().firstValue("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertRefused(
                foreigner.postJob(key, Map.of("type", "generation", "dataset_id", dataset, "rows", 11)),
                422,
                "idempotency_key_reused",
                key);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code, String says) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("request_id").asString()).isNotEmpty();
        assertThat(answer.body()).contains(says);
        assertThat(answer.body())
                .doesNotContain(
                        "Exception", "io.inferloop", "org.springframework", "tools.jackson", "StreamRead", "\\tat ");
    }

    private static HttpResponse<String> postJob(GatewayClient from, String body)
            throws IOException, InterruptedException {
        BodyPublisher publisher = BodyPublishers.ofString(body);
        return from.send("POST", "/v1/jobs", publisher, "Content-Type", "application/json");
    }

    private static HttpResponse<String> get(GatewayClient from, String path) throws IOException, InterruptedException {
        return from.send("GET", path, BodyPublishers.noBody());
    }

    private static EndlessUpload endless(String apiKey) throws IOException, InterruptedException {
        return new EndlessUpload(stack.url(), apiKey);
    }

    /** There is no endpoint for signing up yet: the rows are what an operator makes. */
    private static GatewayClient anotherOrganization() throws Exception {
        UUID id = UUID.randomUUID();
        String secret = "tab_" + (id + "" + id).replace("-", "").substring(0, 43);
        new Tables(stack).execute("""
                INSERT INTO gateway.organization VALUES ('%1$s', 'Another', 'enterprise', 1, now(), 'UTC', 'USD');
                INSERT INTO gateway.api_key VALUES (gen_random_uuid(), '%1$s', 'key', sha256('%2$s'), now(), NULL)
                """.formatted(id, secret));
        return client.withKey(secret);
    }

    private static Map<String, Long> pids() throws IOException, InterruptedException {
        return stack.status()
                .get("programs")
                .valueStream()
                .collect(Collectors.toMap(
                        program -> program.get("name").asString(),
                        program -> program.get("pid").asLong()));
    }

    private static byte[] text(String csv) {
        return csv.getBytes(UTF_8);
    }

    private static String wide(int columns) {
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        return names + "\n" + "1,".repeat(columns - 1) + "1\n";
    }

    private static String rows(String header, java.util.function.IntFunction<String> row) {
        return IntStream.range(0, 100).mapToObj(row).collect(Collectors.joining("\n", header + "\n", "\n"));
    }

    private static byte[] oneCell(int length) {
        byte[] cell = new byte[length];
        Arrays.fill(cell, (byte) 'a');
        return cell;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }
}
