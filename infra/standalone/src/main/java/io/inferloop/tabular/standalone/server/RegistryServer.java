package io.inferloop.tabular.standalone.server;

import io.inferloop.tabular.standalone.process.Command;
import io.inferloop.tabular.standalone.process.JavaVirtualMachine;
import io.inferloop.tabular.standalone.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Apicurio Registry, its schemas in an H2 file. */
public record RegistryServer(RegistryAddress address, int managementPort, Path dataFolder, Path logFile)
        implements Program {

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<Integer> ports() {
        return List.of(address.base().getPort(), managementPort);
    }

    @Override
    public Command prepare() throws IOException {
        Folders.createPrivate(dataFolder);
        Path installation = Artifacts.registry();
        return Command.of(
                installation,
                List.of(
                        JavaVirtualMachine.executable(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=" + address.base().getHost(),
                        "-Dquarkus.http.port=" + address.base().getPort(),
                        "-Dquarkus.management.host=" + address.base().getHost(),
                        "-Dquarkus.management.port=" + managementPort,
                        "-Dquarkus.banner.enabled=false",
                        "-Dapicurio.storage.kind=sql",
                        "-Dapicurio.storage.sql.kind=h2",
                        // A schema id that a record already carries must not be lost with the process: no delayed
                        // writes.
                        "-Dapicurio.datasource.url=jdbc:h2:file:" + dataFolder.resolve("registry") + ";WRITE_DELAY=0",
                        "-jar",
                        RegistryJar.of(installation, Artifacts.unpackFolder()).toString()));
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return address.answers();
    }
}
