package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another program that makes synthetic rows. It is called as {@code COMMAND NAME TABLE.csv ROWS SEED OUT.csv COST.json}, and
 * writes the rows and what it cost: {@code fit_seconds}, {@code fit_cpu_seconds}, {@code sample_seconds}, {@code peak_mebibytes}.
 *
 * @param command the program and its first arguments
 */
record PeerProgram(String name, List<String> command) implements Contender {

    PeerProgram {
        command = List.copyOf(command);
    }

    @Override
    public Rows learn(TypedTable table, long seed) throws IOException {
        Path folder = Files.createTempDirectory("tabular-peer-");
        Path learned = folder.resolve("table.csv");
        Path made = folder.resolve("rows.csv");
        Path cost = folder.resolve("cost.json");
        Path log = folder.resolve("log.txt");
        int rows = table.table().rows();
        try {
            Files.write(learned, CsvBytes.write(table));
            List<String> call = new ArrayList<>(command);
            call.addAll(List.of(
                    name,
                    learned.toString(),
                    String.valueOf(rows),
                    String.valueOf(seed),
                    made.toString(),
                    cost.toString()));
            int status = new ProcessBuilder(call)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                List<String> said = Files.readAllLines(log);
                throw new IOException("Peer %s ended with status %d: %s"
                        .formatted(
                                name,
                                status,
                                String.join("\n", said.subList(Math.max(0, said.size() - 20), said.size()))));
            }
            JsonNode spent = JsonMapper.shared().readTree(Files.readAllBytes(cost));
            return new Rows(
                    Files.readAllBytes(made),
                    new Cost(
                            spent.path("fit_seconds").asDouble(Double.NaN),
                            spent.path("fit_cpu_seconds").asDouble(Double.NaN),
                            rows / spent.path("sample_seconds").asDouble(Double.NaN),
                            spent.path("peak_mebibytes").asDouble(Double.NaN)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while %s was at work".formatted(name), e);
        } finally {
            for (Path file : List.of(learned, made, cost, log)) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
    }
}
