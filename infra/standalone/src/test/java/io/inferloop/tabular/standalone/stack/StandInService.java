package io.inferloop.tabular.standalone.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Stands in for a service: reads the properties file that the launcher wrote, and is ready at once. */
final class StandInService {

    private StandInService() {}

    public static void main(String[] arguments) throws IOException {
        if (StandInService.class.getResource("/greeting.txt") == null) {
            throw new IllegalStateException("the library is not on the class path");
        }
        String option = "--spring.config.additional-location=";
        Properties properties = new Properties();
        for (String argument : arguments) {
            if (argument.startsWith(option)) {
                try (Reader file =
                        Files.newBufferedReader(Path.of(URI.create(written(argument.substring(option.length())))))) {
                    properties.load(file);
                }
            }
        }
        int port = Integer.parseInt(properties.getProperty("server.port"));
        HttpServer server = HttpServer.create(new InetSocketAddress(properties.getProperty("server.address"), port), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** The first location is the file that the launcher wrote; the operator's own comes after it and is optional. */
    private static String written(String locations) {
        return locations.substring(0, locations.indexOf(',')).replace("file:", "file://");
    }
}
