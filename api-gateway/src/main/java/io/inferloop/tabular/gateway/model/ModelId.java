package io.inferloop.tabular.gateway.model;

import java.util.UUID;

/** A model's identity: that of the job which fitted it. */
record ModelId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
