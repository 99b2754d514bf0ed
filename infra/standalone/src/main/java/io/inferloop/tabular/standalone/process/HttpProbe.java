package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a program over HTTP whether it does its work. */
public final class HttpProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** One for all: a client brings a thread and TLS settings of its own, and a program is asked twenty times a second while it starts. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private HttpProbe() {}

    /** Whether the answer to a GET is 200 and comes within some seconds. */
    public static boolean isOk(URI target) throws InterruptedException {
        // Cheaper than a request while nobody listens.
        if (!Ports.isOpen(target.getPort())) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(target).timeout(PATIENCE).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
