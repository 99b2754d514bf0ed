package io.inferloop.tabular.standalone.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** How to reach a Redis server. */
public record RedisAddress(String host, int port, String password) {

    private static final int TIMEOUT_MILLIS = 2000;

    /** {@code redis://127.0.0.1:7411}, without the password. */
    public String uri() {
        return "redis://%s:%d".formatted(host, port);
    }

    /**
     * Sends one command in Redis' inline form, after the password.
     *
     * @return the first line of the answer: {@code +PONG}, {@code :3}
     */
    public String send(String inlineCommand) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write("AUTH %s\r\n%s\r\n"
                            .formatted(password, inlineCommand)
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String login = answers.readLine();
            if (!"+OK".equals(login)) {
                throw new IOException("Redis refused the password: " + login);
            }
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("Redis closed the connection");
            }
            return answer;
        }
    }

    @Override
    public String toString() {
        return uri();
    }
}
