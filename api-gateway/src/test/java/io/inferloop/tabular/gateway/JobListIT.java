package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.schemas.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class JobListIT extends GatewayOnRealServers {

    @Autowired
    JobFeed feed;

    @Test
    void filtersNarrowTheListAndPagesOfAFilteredListFollowOneAnother() throws Exception {
        String dataset = UUID.randomUUID().toString();
        List<String> queued = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            queued.addFirst(job(dataset, "generation", JobState.QUEUED));
            failed.addFirst(job(dataset, "generation", JobState.FAILED));
            job(dataset, "generation", JobState.SUCCEEDED);
        }
        String profile = job(dataset, "profile", JobState.SUCCEEDED);
        Awaitility.await().until(() -> door().get("/v1/jobs/" + profile).status() == 200);
        String list = "/v1/jobs?dataset_id=" + dataset;
        Awaitility.await().until(() -> ids(list).size() == 9);

        assertThat(ids(list + "&state=queued")).isEqualTo(queued);
        assertThat(ids(list + "&state=queued,failed"))
                .containsExactly(
                        failed.get(0), queued.get(0), failed.get(1), queued.get(1), failed.get(2), queued.get(2));
        assertThat(ids(list + "&state=queued&state=failed&algorithm=ctgan")).hasSize(6);
        assertThat(ids(list + "&algorithm=tvae")).isEmpty();
        assertThat(ids(list + "&type=profile")).containsExactly(profile);
        String middle = door().get("/v1/jobs/" + queued.get(1)).text("/created_at");
        assertThat(ids(list + "&state=queued&created_after=" + middle)).containsExactly(queued.get(0));
        assertThat(ids(list + "&state=queued&created_before=" + middle)).containsExactly(queued.get(2));

        Answer first = door().get(list + "&state=queued,failed&limit=4").expect(200);
        String cursor = "&cursor=" + first.text("/next_cursor");
        assertThat(ids(list + "&state=failed,queued&limit=4" + cursor)).containsExactly(failed.get(2), queued.get(2));
        Answer elsewhere = door().get(list + "&state=queued&limit=4" + cursor).expect(400);
        assertThat(elsewhere.text("/code")).isEqualTo("invalid_cursor");
        assertThat(elsewhere.text("/detail")).contains("other filters");
    }

    @Test
    void aJobIsFoundByItsMetadata() throws Exception {
        FrontDoor door = newOrganization("enterprise");
        String dataset = door.dataset();
        String both = door.post("/v1/jobs", withMetadata(dataset, "{\"team\":\"fraud\",\"run\":\"7\"}"))
                .expect(202)
                .text("/id");
        String one = door.post("/v1/jobs", withMetadata(dataset, "{\"team\":\"fraud\"}"))
                .expect(202)
                .text("/id");
        door.post("/v1/jobs", FrontDoor.job(dataset)).expect(202);

        assertThat(door.get("/v1/jobs/" + both).text("/metadata/team")).isEqualTo("fraud");
        assertThat(ids(door, "/v1/jobs?metadata.team=fraud")).containsExactly(one, both);
        assertThat(ids(door, "/v1/jobs?metadata.team=fraud&state=queued,running"))
                .containsExactly(one, both);
        assertThat(ids(door, "/v1/jobs?metadata.team=fraud&metadata.run=7")).containsExactly(both);
        assertThat(ids(door, "/v1/jobs?metadata.team=sales")).isEmpty();
        assertThat(ids(newOrganization("enterprise"), "/v1/jobs?metadata.team=fraud"))
                .isEmpty();

        String many = IntStream.rangeClosed(0, 16)
                .mapToObj("\"k%d\":\"v\""::formatted)
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(door.post("/v1/jobs", withMetadata(dataset, many))
                        .expect(422)
                        .body())
                .contains("at most 16 entries");
        assertThat(door.post("/v1/jobs", withMetadata(dataset, "{\"a b\":\"v\",\"n\":5}"))
                        .expect(422)
                        .json()
                        .at("/errors")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aFilterThatCannotBeMeantIsRefusedByName() {
        for (String query : List.of(
                "status=queued",
                "state=finished",
                "type=divination",
                "dataset_id=7",
                "created_after=yesterday",
                "created_before=%2B300000-01-01T00:00:00Z",
                "algorithm=a&algorithm=b")) {
            Answer refused = door().get("/v1/jobs?" + query).expect(400);
            assertThat(refused.text("/code")).isEqualTo("invalid_filter");
            assertThat(refused.text("/detail")).contains(query.substring(0, query.indexOf('=')));
        }
    }

    private String job(String dataset, String type, JobState state) throws Exception {
        UUID id = UUID.randomUUID();
        feed.send(JobFeed.event(id, 1, state)
                .setType(type)
                .setSpecJson(
                        "{\"type\":\"%s\",\"dataset_id\":\"%s\",\"algorithm\":\"ctgan\"}".formatted(type, dataset)));
        // The list is in the order of creation, to the millisecond.
        Awaitility.await().until(() -> door().get("/v1/jobs/" + id).status() == 200);
        return id.toString();
    }

    private static String withMetadata(String dataset, String metadata) {
        return FrontDoor.job(dataset).replaceFirst("\\{", "{\"metadata\":" + metadata + ",");
    }

    private List<String> ids(String path) {
        return ids(door(), path);
    }

    private static List<String> ids(FrontDoor door, String path) {
        return door.get(path)
                .expect(200)
                .json()
                .at("/jobs")
                .valueStream()
                .map(job -> job.at("/id").asString())
                .toList();
    }
}
