package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Command;
import io.inferloop.tabular.standalone.process.JavaVirtualMachine;
import io.inferloop.tabular.standalone.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** S3Proxy on the file system: real signatures, objects as plain files below {@code objects/}. */
public record S3Server(S3Address address, Path dataFolder, Path logFile) implements Program {

    /** Without one, Logback writes every step of every byte: a gigabyte in minutes, and more work than serving. */
    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{ISO8601} %-5level %logger - %msg%n</pattern></encoder>
              </appender>
              <root level="info"><appender-ref ref="out"/></root>
            </configuration>
            """;

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<Integer> ports() {
        return List.of(address.endpoint().getPort());
    }

    @Override
    public Command prepare() throws IOException {
        Folders.createPrivate(dataFolder);
        Path objects = Files.createDirectories(dataFolder.resolve("objects"));
        Path configuration = Folders.writePrivate(dataFolder.resolve("s3proxy.properties"), """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(
                        address.endpoint(), address.accessKey(), address.secretKey(), objects));
        Path logging = Folders.writePrivate(dataFolder.resolve("logback.xml"), LOGGING);
        return Command.of(
                dataFolder,
                List.of(
                        JavaVirtualMachine.executable(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + logging,
                        "-cp",
                        Artifacts.s3ProxyClasspath(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        configuration.toString()));
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return address.answers();
    }
}
