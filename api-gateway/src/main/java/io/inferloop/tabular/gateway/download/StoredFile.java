package io.inferloop.tabular.gateway.download;

/**
 * An object that a client may have.
 *
 * @param name what the client's file is called
 * @param sha256 lower case hex; its entity tag
 */
public record StoredFile(String objectKey, String name, String contentType, long sizeBytes, String sha256) {

    String etag() {
        return "\"" + sha256 + "\"";
    }
}
