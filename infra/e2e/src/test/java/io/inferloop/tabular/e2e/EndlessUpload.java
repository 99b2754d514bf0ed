package io.inferloop.tabular.e2e;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An upload that repeats one piece up to a length, listening for the answer while it sends, as curl does. */
record EndlessUpload(URI gateway, String apiKey) {

    /**
     * What came of it.
     *
     * @param sentBytes of the body until the answer was there
     */
    record Outcome(int status, String answer, long sentBytes) {}

    /** Says how much will come, sends nothing of it and listens. */
    Outcome announce(long bytes, Duration patience)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream().write(head("Content-Length: " + bytes).getBytes(StandardCharsets.US_ASCII));
            String answer = CompletableFuture.supplyAsync(() -> read(socket), Thread::startVirtualThread)
                    .get(patience.toSeconds(), TimeUnit.SECONDS);
            return outcome(answer, 0);
        }
    }

    Outcome send(byte[] piece, long bytes, Duration patience)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> read(socket), Thread::startVirtualThread);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            out.write(head("Transfer-Encoding: chunked").getBytes(StandardCharsets.US_ASCII));
            long sent = 0;
            try {
                while (sent < bytes && !answer.isDone()) {
                    out.write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(piece);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    sent += piece.length;
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException closedByTheServer) {
                // Its answer is what counts, and must be there all the same.
            }
            return outcome(answer.get(patience.toSeconds(), TimeUnit.SECONDS), sent);
        }
    }

    private String head(String length) {
        return """
                POST /v1/datasets?name=endless HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: text/csv\r
                %s\r
                Connection: close\r
                \r
                """.formatted(gateway.getAuthority(), apiKey, length);
    }

    private static Outcome outcome(String answer, long sent) {
        if (!answer.startsWith("HTTP/1.1 ")) {
            throw new AssertionError("No answer after %,d bytes: '%s'".formatted(sent, answer));
        }
        return new Outcome(Integer.parseInt(answer.substring(9, 12)), answer, sent);
    }

    /** All that came until the connection ended, however it ended. */
    private static String read(Socket socket) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                answer.write(buffer, 0, count);
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException cut) {
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
