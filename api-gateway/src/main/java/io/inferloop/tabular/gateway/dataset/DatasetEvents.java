package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.schemas.topic.Topics;
import org.springframework.stereotype.Component;

/** Datasets as records of their topic. */
@Component
class DatasetEvents {

    private final AvroCodec codec;

    DatasetEvents(AvroCodec codec) {
        this.codec = codec;
    }

    OutboundRecord uploaded(Dataset dataset) {
        return OutboundRecord.of(
                codec,
                Topics.DATASETS,
                dataset.id().toString(),
                io.inferloop.tabular.schemas.dataset.Dataset.newBuilder()
                        .setOrganizationId(dataset.organization().value())
                        .setDatasetId(dataset.id().value())
                        .setName(dataset.name())
                        .setObjectKey(dataset.objectKey())
                        .setSha256(dataset.sha256())
                        .setSizeBytes(dataset.sizeBytes())
                        .setRows(dataset.rows())
                        .setColumns(dataset.columns())
                        .setCreatedAt(dataset.createdAt())
                        .setFormat(dataset.format())
                        .build());
    }

    /** A tombstone: the dataset leaves the compacted topic. */
    OutboundRecord deleted(DatasetId id) {
        return OutboundRecord.tombstone(Topics.DATASETS.name(), id.toString());
    }
}
