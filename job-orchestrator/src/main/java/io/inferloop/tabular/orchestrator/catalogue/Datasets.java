package io.inferloop.tabular.orchestrator.catalogue;

import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.schemas.dataset.Dataset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where the organizations' datasets lie. Safe for any thread. */
public final class Datasets {

    private record Owned(OrganizationId organization, StoredTable table) {}

    private final Map<DatasetId, Owned> datasets = new ConcurrentHashMap<>();

    /** As long as the topic keeps their tombstones and this instance runs: a submission that names one need not wait for it to come. */
    private final Set<DatasetId> deleted = ConcurrentHashMap.newKeySet();

    public void announced(Dataset dataset) {
        datasets.put(
                new DatasetId(dataset.getDatasetId()),
                new Owned(
                        new OrganizationId(dataset.getOrganizationId()),
                        new StoredTable(dataset.getObjectKey(), dataset.getSha256(), dataset.getSizeBytes())));
    }

    public void deleted(DatasetId dataset) {
        datasets.remove(dataset);
        deleted.add(dataset);
    }

    public boolean isDeleted(DatasetId dataset) {
        return deleted.contains(dataset);
    }

    /** The table, if it is known and belongs to the organization; somebody else's dataset does not exist. */
    public Optional<StoredTable> find(OrganizationId organization, DatasetId dataset) {
        return Optional.ofNullable(datasets.get(dataset))
                .filter(owned -> owned.organization().equals(organization))
                .map(Owned::table);
    }
}
