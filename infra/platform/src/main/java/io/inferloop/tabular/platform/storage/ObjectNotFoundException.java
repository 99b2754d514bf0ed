package io.inferloop.tabular.platform.storage;

import io.inferloop.tabular.platform.failure.RejectedException;

/** No object has this key. */
public final class ObjectNotFoundException extends RejectedException {

    public ObjectNotFoundException(String key, Throwable cause) {
        super("object_not_found", "No object is stored under '%s'".formatted(key), cause);
    }
}
