package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.dataset.Dataset;
import io.inferloop.tabular.gateway.dataset.DatasetId;
import io.inferloop.tabular.gateway.dataset.Datasets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Datasets that jobs name, looked up for all jobs that come together. Outside any transaction of the caller's: another's thread may do it. */
@Component
class DatasetLookups {

    private static final int MOST_TOGETHER = 100;

    private final Datasets datasets;
    private final GroupedCalls<Named, Optional<Dataset>> lookups;

    DatasetLookups(Datasets datasets) {
        this.datasets = datasets;
        this.lookups = new GroupedCalls<>(this::find, failure -> false, MOST_TOGETHER);
    }

    private record Named(OrganizationId organization, DatasetId id) {}

    /** The dataset, if it is this organization's; as it was at some moment after the call began. */
    Optional<Dataset> find(OrganizationId organization, DatasetId id) {
        return lookups.call(new Named(organization, id));
    }

    private List<Optional<Dataset>> find(List<Named> wanted) {
        Map<DatasetId, Dataset> found =
                datasets.find(wanted.stream().map(Named::id).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Dataset::id, dataset -> dataset));
        return wanted.stream()
                .map(named -> Optional.ofNullable(found.get(named.id()))
                        .filter(dataset -> dataset.organization().equals(named.organization())))
                .toList();
    }
}
