package io.inferloop.tabular.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.InvoiceStatus;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The document and the gateway say the same: {@link DescribedApi} judges every exchange, this drives every operation. */
@Import(JobFeed.class)
class ApiDescriptionIT extends GatewayOnRealServers {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    RecordSender sender;

    @Autowired
    JobFeed feed;

    @Test
    void everyEndpointIsDescribedAndNothingElse() {
        Set<String> mapped = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/v1/"))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(door().description().operations()).isEqualTo(mapped);
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        assertThat(door().description().wrongExamples()).isEmpty();
    }

    @Test
    void theDocumentNeedsNoKeyAndIsTheSameInBothForms() {
        FrontDoor stranger = new FrontDoor(port, "");
        Answer json = stranger.get("/v1/openapi.json").expect(200);
        Answer yaml = stranger.get("/v1/openapi.yaml").expect(200);
        assertThat(JsonMapper.shared()
                        .valueToTree(new Yaml().<Map<String, Object>>load(yaml.body()))
                        .toString())
                .isEqualTo(json.json().toString());
        stranger.get("/v1/openapi.json", "If-None-Match", json.header("ETag")).expect(304);
    }

    @Test
    void thePageForPeopleAsksNobodyElse() {
        FrontDoor stranger = new FrontDoor(port, "");
        String page = stranger.get("/docs").expect(200).body();
        List<String> files = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(files).hasSizeGreaterThan(2).allMatch(file -> file.startsWith("/"));
        files.forEach(file -> stranger.get(file).expect(200));
    }

    @Test
    void everyOperationAnswersAsItIsDescribed() throws Exception {
        FrontDoor door = door();
        new FrontDoor(port, "").get("/v1/openapi.json").expect(200);
        new FrontDoor(port, "").get("/v1/openapi.yaml").expect(200);
        new FrontDoor(port, "")
                .get(
                        "/v1/openapi.json",
                        "If-None-Match",
                        door.get("/v1/openapi.json").header("ETag"));
        new FrontDoor(port, "")
                .get(
                        "/v1/openapi.yaml",
                        "If-None-Match",
                        door.get("/v1/openapi.yaml").header("ETag"));
        datasets(door);
        uploads(door);
        jobs(door);
        accounts(door);
        billing(door);
        door.get("/v1/algorithms").expect(200);

        assertThat(door.description().seen()).containsAll(door.description().successes());
    }

    private void datasets(FrontDoor door) throws Exception {
        String dataset = door.dataset();
        door.get("/v1/datasets/" + dataset).expect(200);
        door.post("/v1/datasets/" + dataset + "/profile", "").expect(200);
        door.post("/v1/datasets/" + UUID.randomUUID() + "/profile", "").expect(404);
        door.get("/v1/datasets?name=adult&limit=1").expect(200);
        door.delete("/v1/datasets/" + dataset).expect(204);
        door.delete("/v1/datasets/" + dataset).expect(404);
        door.get("/v1/storage").expect(200);
        door.get("/v1/datasets/" + UUID.randomUUID()).expect(404);
        door.get("/v1/datasets/seven").expect(400);
        door.upload("bad", "age\n".getBytes(UTF_8)).expect(422);
        door.upload("table", FrontDoor.ADULTS.getBytes(UTF_8), "Content-Encoding", "br")
                .expect(415);
    }

    private void uploads(FrontDoor door) throws Exception {
        byte[] table = FrontDoor.ADULTS.getBytes(UTF_8);
        String wanted = "{\"size_bytes\":%d}".formatted(table.length);
        Answer given = door.post("/v1/datasets/uploads", wanted).expect(201);
        door.delete(given.header("Location")).expect(204);
        Answer upload = door.post("/v1/datasets/uploads", wanted).expect(201);
        door.get(upload.text("/links/self")).expect(200);
        HttpRequest part = HttpRequest.newBuilder(URI.create(upload.text("/parts/0/url")))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(table))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String etag = http.send(part, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            String parts =
                    JsonMapper.shared().writeValueAsString(Map.of("parts", List.of(Map.of("number", 1, "etag", etag))));
            door.post(upload.text("/links/complete"), parts).expect(201);
        }
    }

    private void jobs(FrontDoor door) throws Exception {
        String dataset = door.dataset();
        door.post("/v1/jobs", FrontDoor.job(dataset), "Idempotency-Key", "described")
                .expect(202);
        door.post("/v1/jobs", FrontDoor.job(dataset), "Idempotency-Key", "described")
                .expect(202);
        door.post("/v1/jobs", "{\"type\":\"generation\"}").expect(422);
        door.post("/v1/jobs", FrontDoor.job(UUID.randomUUID().toString())).expect(404);
        door.post("/v1/jobs", "{").expect(400);
        door.get("/v1/jobs?limit=1&state=queued,running&type=generation&metadata.team=a&dataset_id=" + dataset)
                .expect(200);
        door.get("/v1/jobs?colour=red").expect(400);
        door.get("/v1/jobs?limit=0").expect(400);

        UUID job = UUID.randomUUID();
        feed.send(JobFeed.event(job, 1, JobState.RUNNING)
                .setSpecJson("{\"type\":\"generation\",\"dataset_id\":\"%s\",\"algorithm\":\"gaussian_copula\"}"
                        .formatted(dataset)));
        Awaitility.await().until(() -> door.get("/v1/jobs/" + job).status() == 200);
        door.get("/v1/jobs/" + job, "If-None-Match", "\"1\"").expect(304);
        door.get("/v1/jobs/" + job + "/result").expect(409);
        door.post("/v1/jobs/" + job + "/cancel", "").expect(202);
        feed.send(JobFeed.event(job, 2, JobState.SUCCEEDED)
                .setOutputs(List.of(
                        feed.output(job, "synthetic.csv", FrontDoor.ADULTS),
                        feed.output(job, "model.onnx", "a graph"))));
        Answer done = door.get("/v1/jobs/" + job, "Prefer", "wait=30").expect(200);
        download(door, done.text("/links/result"));
        download(door, done.text("/outputs/0/url"));
        Answer events = door.get(done.text("/links/events")).expect(200);
        assertThat(events.body()).contains("event: job.succeeded");
        door.get(done.text("/links/events"), "Last-Event-ID", "2").expect(204);
        models(door, job);
        door.get("/v1/jobs/" + job + "/result/nothing").expect(404);
        door.post("/v1/jobs/" + job + "/cancel", "").expect(409);
    }

    private void models(FrontDoor door, UUID job) {
        door.get("/v1/models?limit=1").expect(200);
        Answer model = door.get("/v1/models/" + job).expect(200);
        download(door, model.text("/files/0/url"));
        door.delete(model.text("/links/self")).expect(204);
        door.get(model.text("/links/self")).expect(410);
    }

    private void download(FrontDoor door, String path) {
        Answer whole = door.get(path).expect(200);
        door.send("HEAD", path, HttpRequest.BodyPublishers.noBody()).expect(200);
        door.get(path, "Range", "bytes=0-3").expect(206);
        door.get(path, "Range", "bytes=1000000-").expect(416);
        door.get(path, "If-None-Match", whole.header("ETag")).expect(304);
        door.get(path, "If-Match", "\"another\"").expect(412);
        door.get(path + "?redirect=true").expect(303);
    }

    private void accounts(FrontDoor door) throws Exception {
        Answer key = door.post("/v1/api-keys", "{\"name\":\"described\"}").expect(201);
        door.get("/v1/api-keys").expect(200);
        door.delete(key.header("Location")).expect(204);
        door.delete("/v1/api-keys/" + UUID.randomUUID()).expect(404);
        String jwk = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
        Answer producer = door.post("/v1/producer-keys", "{\"public_jwk\":%s}".formatted(jwk))
                .expect(201);
        door.get("/v1/producer-keys").expect(200);
        door.delete(producer.header("Location")).expect(204);
        door.post("/v1/producer-keys", "{\"public_jwk\":%s}".formatted(jwk)).expect(409);
        door.post("/v1/producer-keys", "{}").expect(422);
    }

    private void billing(FrontDoor door) throws Exception {
        sender.send(
                        Topics.INVOICES,
                        Stack.ORGANIZATION + "|2026-09",
                        Invoice.newBuilder()
                                .setOrganizationId(Stack.ORGANIZATION)
                                .setPeriod("2026-09")
                                .setStatus(InvoiceStatus.FINAL)
                                .setSequence(1)
                                .setPlan("enterprise")
                                .setCurrency("USD")
                                .setPriceBookVersion("1")
                                .setLines(List.of())
                                .setTotal(new BigDecimal("0.000000000"))
                                .setUpdatedAt(Instant.now())
                                .build())
                .get();
        Awaitility.await().until(() -> door.get("/v1/invoices/2026-09").status() == 200);
        door.get("/v1/invoices").expect(200);
        door.get("/v1/invoices/2026-08").expect(404);
        door.get("/v1/usage?period=2026-09").expect(200);
        door.get("/v1/usage?period=September").expect(400);
    }
}
