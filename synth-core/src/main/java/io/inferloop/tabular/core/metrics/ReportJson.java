package io.inferloop.tabular.core.metrics;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reports as JSON: snake_case names, metrics by their SDMetrics names, null for a score that is undefined. */
public final class ReportJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReportJson() {}

    /** The report, a record, as indented UTF-8. */
    public static byte[] bytes(Record report) {
        return MAPPER.writeValueAsBytes(report);
    }
}
