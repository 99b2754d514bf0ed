package io.inferloop.tabular.orchestrator.catalogue;

import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.platform.messaging.CompactedTopicReader;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.dataset.Dataset;
import io.inferloop.tabular.schemas.topic.Topics;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

    @Bean
    Organizations organizations(PlanCatalogue plans) {
        return new Organizations(plans);
    }

    @Bean
    Datasets datasets() {
        return new Datasets();
    }

    @Bean
    CompactedTopicReader<Organization> organizationReader(Organizations organizations, Messaging messaging) {
        return new CompactedTopicReader<>(Topics.ORGANIZATIONS, messaging, record -> {
            // An organization that is gone still has jobs to be finished and charged: a tombstone forgets nothing.
            if (record.value() != null) {
                organizations.announced(record.value());
            }
        });
    }

    @Bean
    CompactedTopicReader<Dataset> datasetReader(Datasets datasets, Messaging messaging) {
        return new CompactedTopicReader<>(Topics.DATASETS, messaging, record -> {
            if (record.value() == null) {
                datasets.deleted(new DatasetId(UUID.fromString(record.key())));
            } else {
                datasets.announced(record.value());
            }
        });
    }
}
