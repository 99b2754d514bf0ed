package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.HttpProbe;
import java.net.URI;

/** How to reach the schema registry: {@code http://127.0.0.1:7415}. */
public record RegistryAddress(URI base) {

    /** Apicurio's own API, which its serializers take. */
    public URI apiUrl() {
        return base.resolve("/apis/registry/v3");
    }

    /** The Confluent-compatible API. */
    public URI confluentUrl() {
        return base.resolve("/apis/ccompat/v7");
    }

    boolean answers() throws InterruptedException {
        return HttpProbe.isOk(URI.create(confluentUrl() + "/subjects"));
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
