package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.core.model.InvalidConditionsException;
import io.inferloop.tabular.core.model.Rebalancing;
import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.gateway.web.ObjectFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of {@code POST /v1/jobs} strictly: every member by name and type, every mistake noted. */
final class JobRequestReader {

    private static final int USUAL_PRIORITY = 3;
    private static final int MOST_WORDS = 16;
    private static final int LONGEST_WORD = 256;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private static final String TYPES = "generation, training, sampling, imputation or validation";

    private final Mistakes mistakes;

    JobRequestReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Empty when it cannot even be said what kind of job it is. */
    Optional<JobRequest> read(ObjectNode body) {
        ObjectFields fields = new ObjectFields(body, "", mistakes);
        int priority = priority(fields);
        Optional<Instant> deadline = fields.time("deadline");
        Map<String, String> metadata = metadata(fields);
        Optional<String> type = fields.text("type");
        if (type.isEmpty()) {
            if (!fields.has("type")) {
                mistakes.add("/type", "is required: " + TYPES);
            }
            return Optional.empty();
        }
        Optional<JobRequest.Work> work = switch (type.get()) {
            case "generation" -> Optional.of(generation(fields));
            case "training" -> Optional.of(training(fields));
            case "sampling" -> Optional.of(sampling(fields));
            case "imputation" -> Optional.of(imputation(fields));
            case "validation" -> Optional.of(validation(fields));
            default -> {
                mistakes.add("/type", "must be %s, got \"%s\"".formatted(TYPES, type.get()));
                yield Optional.empty();
            }
        };
        if (work.isPresent()) {
            fields.refuseOthers();
        }
        return work.map(it -> new JobRequest(priority, deadline, metadata, it));
    }

    private JobRequest.Work generation(ObjectFields fields) {
        boolean validate = fields.truth("validate").orElse(false);
        Optional<String> target = fields.text("target");
        if (target.isPresent() && !validate) {
            mistakes.add(
                    "/target", "is for the scores of rows that are validated; ask for that with \"validate\": true");
        }
        return new JobRequest.Generation(
                dataset(fields),
                algorithm(fields),
                Optional.empty(),
                rows(fields),
                seed(fields),
                validate,
                target,
                format(fields),
                columns(fields),
                hyperparameters(fields),
                conditions(fields),
                rebalancing(fields));
    }

    private JobRequest.Work training(ObjectFields fields) {
        return new JobRequest.Training(
                dataset(fields),
                algorithm(fields),
                Optional.empty(),
                seed(fields),
                fields.texts("condition_columns"),
                columns(fields),
                hyperparameters(fields));
    }

    private JobRequest.Work sampling(ObjectFields fields) {
        if (!fields.has("model_id")) {
            mistakes.add("/model_id", "is required: the id of a model, which is that of the job that fitted it");
        }
        return new JobRequest.Sampling(
                fields.uuid("model_id"),
                rows(fields),
                seed(fields),
                format(fields),
                conditions(fields),
                rebalancing(fields));
    }

    private JobRequest.Work imputation(ObjectFields fields) {
        for (String ofTheFit : List.of("algorithm", "columns", "hyperparameters")) {
            if (fields.has("model_id") && fields.has(ofTheFit)) {
                mistakes.add("/" + ofTheFit, "is for a model that is fitted; this one is there already");
            }
        }
        return new JobRequest.Imputation(
                dataset(fields),
                fields.uuid("model_id"),
                algorithm(fields),
                Optional.empty(),
                seed(fields),
                format(fields),
                columns(fields),
                hyperparameters(fields));
    }

    private static String algorithm(ObjectFields fields) {
        return fields.text("algorithm").orElse(AlgorithmCatalogue.AUTO);
    }

    private OptionalLong rows(ObjectFields fields) {
        if (!fields.has("rows")) {
            mistakes.add("/rows", "is required: how many rows to generate");
        }
        return fields.whole("rows");
    }

    private static @Nullable Long seed(ObjectFields fields) {
        OptionalLong seed = fields.whole("seed");
        return seed.isPresent() ? seed.getAsLong() : null;
    }

    private Map<String, JsonNode> conditions(ObjectFields fields) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        fields.object("conditions")
                .ifPresent(all -> all.propertyStream().forEach(one -> {
                    if (one.getValue().isContainer()) {
                        mistakes.add(
                                Mistakes.below("/conditions", one.getKey()),
                                "must be a string, a number, true, false or null");
                    }
                    values.put(one.getKey(), one.getValue());
                }));
        return values;
    }

    private Optional<Rebalancing> rebalancing(ObjectFields fields) {
        return fields.object("rebalance").flatMap(object -> {
            ObjectFields wanted = new ObjectFields(object, "/rebalance", mistakes);
            Optional<String> column = wanted.text("column");
            Optional<ObjectNode> shares = wanted.object("shares");
            wanted.refuseOthers();
            if (!wanted.has("column") || !wanted.has("shares")) {
                mistakes.add(
                        "/rebalance",
                        "must have a column and shares, such as {\"column\": \"sex\", \"shares\": {\"Female\": 0.5}}");
            }
            return column.flatMap(name -> shares.flatMap(all -> rebalancing(name, all)));
        });
    }

    private Optional<Rebalancing> rebalancing(String column, ObjectNode shares) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        shares.propertyStream().forEach(share -> {
            if (share.getValue().isNumber()) {
                numbers.put(share.getKey(), share.getValue().doubleValue());
            } else {
                mistakes.add(Mistakes.below("/rebalance/shares", share.getKey()), "must be a number, 0 to 1");
            }
        });
        if (numbers.size() < shares.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Rebalancing(column, numbers));
        } catch (InvalidConditionsException e) {
            e.mistakes().forEach(mistake -> mistakes.add("/rebalance/shares", mistake));
            return Optional.empty();
        }
    }

    private JobRequest.Work validation(ObjectFields fields) {
        Optional<UUID> dataset = dataset(fields);
        Optional<String> target = fields.text("target");
        Map<String, String> columns = columns(fields);
        Optional<ObjectNode> synthetic = fields.object("synthetic");
        if (synthetic.isEmpty()) {
            if (!fields.has("synthetic")) {
                mistakes.add("/synthetic", "is required: {\"dataset_id\": …} or {\"job_id\": …}");
            }
            return new JobRequest.Validation(dataset, Optional.empty(), Optional.empty(), columns, target);
        }
        ObjectFields source = new ObjectFields(synthetic.get(), "/synthetic", mistakes);
        if (source.has("dataset_id") == source.has("job_id")) {
            mistakes.add("/synthetic", "must have either dataset_id or job_id");
        }
        Optional<UUID> datasetId = source.uuid("dataset_id");
        Optional<UUID> jobId = source.uuid("job_id");
        source.refuseOthers();
        return new JobRequest.Validation(dataset, datasetId, jobId, columns, target);
    }

    private Optional<UUID> dataset(ObjectFields fields) {
        if (!fields.has("dataset_id")) {
            mistakes.add("/dataset_id", "is required: the id of an uploaded dataset");
        }
        return fields.uuid("dataset_id");
    }

    private String format(ObjectFields fields) {
        String format = fields.text("format").orElse(TableFormat.CSV.text());
        if (TableFormat.named(format).isEmpty()) {
            mistakes.add("/format", "must be one of %s, got \"%s\"".formatted(TableFormat.NAMES, format));
        }
        return format;
    }

    private int priority(ObjectFields fields) {
        long priority = fields.whole("priority").orElse(USUAL_PRIORITY);
        if (priority < 1 || priority > 5) {
            mistakes.add("/priority", "must be 1 (first) to 5 (last), got %d".formatted(priority));
        }
        return (int) Math.clamp(priority, 1, 5);
    }

    private Map<String, String> metadata(ObjectFields fields) {
        Map<String, String> words = new TreeMap<>();
        fields.object("metadata").ifPresent(all -> {
            if (all.size() > MOST_WORDS) {
                mistakes.add("/metadata", "takes at most %d entries, got %d".formatted(MOST_WORDS, all.size()));
            }
            all.propertyStream().forEach(word -> {
                String pointer = Mistakes.below("/metadata", word.getKey());
                JsonNode value = word.getValue();
                if (!KEY.matcher(word.getKey()).matches()) {
                    mistakes.add(pointer, "a key takes 1 to 64 of A-Z a-z 0-9 _ . -");
                } else if (!value.isString() || value.stringValue().length() > LONGEST_WORD) {
                    mistakes.add(pointer, "must be a string of at most %d characters".formatted(LONGEST_WORD));
                } else if (value.stringValue().indexOf('\0') >= 0) {
                    mistakes.add(pointer, "must not contain the character U+0000");
                } else {
                    words.put(word.getKey(), value.stringValue());
                }
            });
        });
        return words;
    }

    private Map<String, String> columns(ObjectFields fields) {
        Map<String, String> types = new LinkedHashMap<>();
        fields.object("columns")
                .ifPresent(columns -> columns.propertyStream().forEach(column -> {
                    String pointer = Mistakes.below("/columns", column.getKey());
                    if (!(column.getValue() instanceof ObjectNode override)) {
                        mistakes.add(pointer, "must be an object such as {\"type\": \"integer\"}");
                        return;
                    }
                    ObjectFields settings = new ObjectFields(override, pointer, mistakes);
                    Optional<String> type = settings.text("type");
                    settings.refuseOthers();
                    if (!settings.has("type")) {
                        mistakes.add(pointer + "/type", "is required: one of " + ColumnType.NAMES);
                    }
                    type.ifPresent(it -> {
                        if (ColumnType.named(it).isPresent()) {
                            types.put(column.getKey(), it);
                        } else {
                            mistakes.add(
                                    pointer + "/type", "must be one of %s, got \"%s\"".formatted(ColumnType.NAMES, it));
                        }
                    });
                }));
        return types;
    }

    private static Map<String, JsonNode> hyperparameters(ObjectFields fields) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        fields.object("hyperparameters")
                .ifPresent(all -> all.propertyStream().forEach(one -> values.put(one.getKey(), one.getValue())));
        return values;
    }
}
