package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that no client of ours sends: each gets a problem that says what to do, and none a 500. */
class StrangeRequestsIT extends GatewayOnRealServers {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v1/jobs/                | 404",
                "GET    | /v1/nothing              | 404",
                "GET    | /v1/jobs?limit=many      | 400",
                "GET    | /v1/jobs?cursor=made-up  | 400",
                "GET    | /v1/datasets?name=%00    | 400",
                "DELETE | /v1/jobs                 | 405",
                "PATCH  | /v1/datasets             | 405",
                "POST   | /v1/jobs                 | 415",
            })
    void isAnsweredAsAProblem(String method, String path, int status) {
        Answer answer = door().send(method, path, BodyPublishers.noBody()).expect(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/request_id")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.json().at("/status").intValue()).isEqualTo(status);
        assertThat(answer.text("/detail")).isNotBlank();
        if (status == 405) {
            assertThat(answer.header("Allow")).contains("GET", "POST");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/jobs?limit=<1> HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /v1/jobs HTTP/1.1\r\nHost: no host\r\n\r\n",
                "GET /v1/jobs HTTP/1.1\r\nHost: here\r\nno colon\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: here\r\n\r\n",
                "nonsense\r\n\r\n",
            })
    void whatIsNoHttpIsToldInTheSameShape(String request) throws IOException {
        String answer = raw(request);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Type: application/problem+json");
        JsonNode problem =
                JsonMapper.shared().readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(problem.at("/status").intValue()).isEqualTo(400);
        assertThat(problem.at("/code").asString()).isEqualTo("bad_request");
        assertThat(answer).contains("X-Request-Id: " + problem.at("/request_id").asString());
    }

    /** As no HTTP client would send it; the answer up to the end of the connection. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aProblemIsToldEvenToWhoAcceptsSomethingElse() {
        for (String accept : new String[] {"text/html", "image/png", "not a media type"}) {
            Answer answer = door().get("/v1/algorithms", "Accept", accept).expect(406);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void headAsksForTheHeadersOfAGetAndOptionsForItsMethods() {
        Answer head =
                door().send("HEAD", "/v1/algorithms", BodyPublishers.noBody()).expect(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).startsWith("application/json");
        assertThat(door().send("OPTIONS", "/v1/jobs", BodyPublishers.noBody()).header("Allow"))
                .contains("GET", "HEAD", "POST");
    }

    @Test
    void malformedJsonIsToldWithItsPlace() {
        Answer answer =
                door().post("/v1/jobs", "{\"type\":\n  \"generation\",,}").expect(400);
        assertThat(answer.text("/code")).isEqualTo("malformed_json");
        assertThat(answer.text("/detail")).contains("line 2, column 16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\\u0000b\"}", "{\"name\":\"\\ud800\"}"})
    void whatIsNoTextIsRefusedWithItsPlace(String body) {
        Answer answer = door().post("/v1/api-keys", body).expect(422);
        assertThat(answer.text("/code")).isEqualTo("invalid_text");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/name");
    }

    @Test
    void aDeadlineBeyondEveryCalendarIsAMistake() {
        Answer answer = door().post(
                        "/v1/jobs",
                        FrontDoor.job(door().dataset())
                                .replace("\"rows\"", "\"deadline\":\"+1000000000-12-31T23:59:59Z\",\"rows\""))
                .expect(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/deadline");
    }

    @Test
    void textInAnyScriptComesBackAsItWasSent() {
        Answer made = door().post("/v1/api-keys", "{\"name\":\"Zoë 数据 🙂\"}").expect(201);
        assertThat(made.text("/name")).isEqualTo("Zoë 数据 🙂");
    }
}
