package io.inferloop.tabular.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

    private final StrictJson json = new StrictJson();

    @Test
    void refusesWhatIsNestedWithoutEndAndNamesNothingOfTheParser() {
        ApiProblem refused = refusal("[".repeat(100_000));

        assertThat(refused.code()).isEqualTo("malformed_json");
        assertThat(refused.detail()).contains("depth").doesNotContain("StreamRead");
    }

    @Test
    void saysWhereTheMistakeIs() {
        assertThat(refusal("{\"rows\":1,\n\"rows\":2}").detail())
                .contains("rows")
                .contains("line 2");
    }

    private ApiProblem refusal(String body) {
        return catchThrowableOfType(
                ApiProblem.class,
                () -> json.readObject(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    }
}
