package io.inferloop.tabular.gateway.storage;

import io.inferloop.tabular.gateway.account.Caller;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/storage")
class StorageController {

    private final StorageQuota quota;

    StorageController(StorageQuota quota) {
        this.quota = quota;
    }

    @GetMapping
    StorageBody storage(Caller caller) {
        StorageUse use = quota.use(caller.organizationId());
        OptionalLong allowed = caller.plan().storageBytes();
        return new StorageBody(
                caller.plan().id(),
                use.used(),
                use.datasets(),
                use.results(),
                use.reserved(),
                allowed.isPresent() ? allowed.getAsLong() : null,
                caller.plan().resultRetentionDays());
    }

    /** @param allowedBytes null: unlimited */
    record StorageBody(
            String plan,
            long usedBytes,
            long datasetBytes,
            long resultBytes,
            long reservedBytes,
            @Nullable Long allowedBytes,
            int resultRetentionDays) {}
}
