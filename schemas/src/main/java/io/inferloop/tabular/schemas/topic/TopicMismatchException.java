package io.inferloop.tabular.schemas.topic;

/** A topic on the cluster contradicts the catalogue; somebody has to decide. */
public final class TopicMismatchException extends RuntimeException {

    public TopicMismatchException(String message) {
        super(message);
    }
}
