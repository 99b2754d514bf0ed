package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.synthesis.TableSize;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.platform.failure.RetryableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How much there is to learn in datasets, as far as their profiles tell. */
@Component
public class LearnedSizes {

    private static final Logger log = LoggerFactory.getLogger(LearnedSizes.class);

    private final ProfileStorage profiles;

    LearnedSizes(ProfileStorage profiles) {
        this.profiles = profiles;
    }

    /** Without keys and personal data, which are not learned, and with the labels of its categories; {@link #unprofiled} while there is no profile. */
    public TableSize of(Dataset dataset) {
        JsonNode profile = profile(dataset);
        if (profile == null) {
            return unprofiled(dataset);
        }
        int keys = 0;
        long labels = 0;
        for (JsonNode column : profile.path("columns")) {
            Optional<ColumnType> type = ColumnType.named(column.path("type").asString(""));
            if (type.filter(ColumnType::isRegenerated).isPresent()) {
                keys++;
            }
            if (type.filter(ColumnType.CATEGORICAL::equals).isPresent()) {
                labels += Math.min(column.path("distinct").asLong(0), TableSize.MOST_LABELS_OF_A_COLUMN);
            }
        }
        return new TableSize(dataset.rows(), Math.max(0, dataset.columns().size() - keys), labels);
    }

    /** As if every column were learned and had no labels. */
    public static TableSize unprofiled(Dataset dataset) {
        return new TableSize(dataset.rows(), dataset.columns().size(), 0);
    }

    private @Nullable JsonNode profile(Dataset dataset) {
        try {
            return profiles.read(dataset);
        } catch (RetryableException e) {
            // A job is taken in while the object store is away; a profile makes its algorithm a better choice, no more.
            log.info("Dataset {}: an algorithm is chosen without its profile", dataset.id(), e);
            return null;
        }
    }
}
