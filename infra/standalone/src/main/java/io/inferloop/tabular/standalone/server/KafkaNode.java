package io.inferloop.tabular.standalone.server;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Formats Kafka's log folder if it is not formatted, then becomes the broker: one virtual machine where Kafka's own scripts take three.
 * Runs on the broker's class path, which this module does not compile against; hence the two reflective calls of Kafka's entry points.
 */
public final class KafkaNode {

    /** Fixed: clients remember it, and one node is its own cluster. */
    private static final String CLUSTER_ID = "dGFidWxhci1zdGFuZGFsb";

    private KafkaNode() {}

    /**
     * Formats the log folder where that has not been done, and runs the broker.
     *
     * @param arguments the path of {@code server.properties}
     */
    public static void main(String[] arguments) throws Exception {
        String configuration = arguments[0];
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(configuration))) {
            properties.load(in);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format(configuration);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                new String[] {configuration});
    }

    private static void format(String configuration)
            throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        String[] format = {
            "format", "--standalone", "-t", CLUSTER_ID, "-c", configuration, "--feature", "share.version=1"
        };
        int status = (int) Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, format, System.out);
        if (status != 0) {
            throw new IllegalStateException("Formatting Kafka's log folder failed with status " + status);
        }
    }
}
