package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Command;
import io.inferloop.tabular.standalone.process.JavaVirtualMachine;
import io.inferloop.tabular.standalone.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One Kafka node, broker and KRaft controller in one, with share groups enabled. Topics are created by who owns them, never by accident. */
public record KafkaServer(KafkaAddress address, int brokerPort, int controllerPort, Path dataFolder, Path logFile)
        implements Program {

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Integer> ports() {
        return List.of(brokerPort, controllerPort);
    }

    @Override
    public Command prepare() throws IOException {
        Folders.createPrivate(dataFolder);
        Path configuration = Files.writeString(dataFolder.resolve("server.properties"), configuration());
        return Command.of(
                dataFolder,
                List.of(
                        JavaVirtualMachine.executable(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        // Halves the CPU time until ready (5.5 s to 3.3 s); a broker copies bytes, so little is lost
                        // later.
                        "-XX:TieredStopAtLevel=1",
                        "-Dlog4j2.configurationFile=classpath:io/inferloop/tabular/standalone/server/kafka-log4j2.xml",
                        "-cp",
                        Artifacts.kafkaClasspath(),
                        KafkaNode.class.getName(),
                        configuration.toString()));
    }

    private String configuration() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=BROKER
                controller.listener.names=CONTROLLER
                log.dirs=%3$s

                # One node: everything that would be replicated has one copy.
                default.replication.factor=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1

                # 50 partitions of each internal topic cost files and start time that one machine does not get back.
                offsets.topic.num.partitions=8
                transaction.state.log.num.partitions=8
                share.coordinator.state.topic.num.partitions=4

                auto.create.topics.enable=false
                group.initial.rebalance.delay.ms=0
                group.coordinator.rebalance.protocols=classic,consumer,streams,share
                # Offsets outlive every topic's retention: a consumer that comes back after a year goes on where it was.
                offsets.retention.minutes=5256000
                """.formatted(brokerPort, controllerPort, dataFolder.resolve("log"));
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return address.answers();
    }
}
