package io.inferloop.tabular.benchmarks.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** One HTTP/1.1 connection that is kept alive; one request at a time, for one thread. */
public final class GatewayConnection implements AutoCloseable {

    private static final String HEAD_END = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String LOCATION = "\r\nlocation:";
    private static final int ACCEPTED = 202;
    private static final int UUID_CHARACTERS = 36;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    public GatewayConnection(URI gateway) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /**
     * Submits a job and returns its id.
     *
     * @throws IOException if the answer is not 202
     */
    public UUID submit(JobRequests requests, String idempotencyKey) throws IOException {
        out.write(requests.withKey(idempotencyKey));
        out.flush();
        int filled = 0;
        int headEnd = -1;
        String head = "";
        while (headEnd < 0) {
            filled = fill(filled);
            head = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
            headEnd = head.indexOf(HEAD_END);
        }
        String lower = head.substring(0, headEnd + 2).toLowerCase(Locale.ROOT);
        int length = Integer.parseInt(value(lower, LENGTH));
        while (filled < headEnd + HEAD_END.length() + length) {
            filled = fill(filled);
        }
        int status = Integer.parseInt(head.substring(9, 12));
        if (status != ACCEPTED) {
            throw new IOException("The gateway answered %d: %s"
                    .formatted(status, new String(buffer, 0, filled, StandardCharsets.UTF_8)));
        }
        String location = value(lower, LOCATION);
        return UUID.fromString(location.substring(location.length() - UUID_CHARACTERS));
    }

    private int fill(int filled) throws IOException {
        if (filled == buffer.length) {
            throw new IOException("An answer of more than %d bytes".formatted(buffer.length));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("The gateway closed the connection");
        }
        return filled + read;
    }

    private static String value(String lowerHead, String name) throws IOException {
        int at = lowerHead.indexOf(name);
        if (at < 0) {
            throw new IOException("The answer has no header %s".formatted(name.strip()));
        }
        return lowerHead
                .substring(at + name.length(), lowerHead.indexOf("\r\n", at + name.length()))
                .strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
