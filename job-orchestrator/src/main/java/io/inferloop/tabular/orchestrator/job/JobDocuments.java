package io.inferloop.tabular.orchestrator.job;

import tools.jackson.databind.json.JsonMapper;

/** The JSON columns of a job's row: its spec, history and results. Read by people in psql, decided by nobody. */
final class JobDocuments {

    private final JsonMapper json = JsonMapper.builder().build();

    String write(Object document) {
        return json.writeValueAsString(document);
    }

    <T> T read(String document, Class<T> type) {
        return json.readValue(document, type);
    }
}
