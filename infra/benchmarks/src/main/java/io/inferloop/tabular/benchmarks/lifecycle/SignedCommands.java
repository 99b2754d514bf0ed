package io.inferloop.tabular.benchmarks.lifecycle;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import io.inferloop.tabular.platform.identity.Ids;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.security.CommandSignature;
import io.inferloop.tabular.schemas.job.GenerationSpec;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.SubmitJob;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Commands as a data platform sends them: Avro on the topic, signed with a key that it registered. */
final class SignedCommands {

    private static final int CREATED = 201;

    private final CommandSignature signature;
    private final AvroCodec codec;
    private final UUID organization;
    private final UUID dataset;
    private final Ids ids = new Ids(Clock.systemUTC());

    private SignedCommands(CommandSignature signature, AvroCodec codec, UUID organization, UUID dataset) {
        this.signature = signature;
        this.codec = codec;
        this.organization = organization;
        this.dataset = dataset;
    }

    /** A command and the job that it asks for. */
    record Command(UUID job, OutboundRecord record) {}

    /** Makes a key and registers it over REST. */
    static SignedCommands register(BenchmarkStack stack, AvroCodec codec, UUID dataset)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            CommandSignature signature = new CommandSignature(new ECKeyGenerator(Curve.P_256).generate());
            HttpRequest request = HttpRequest.newBuilder(stack.url().resolve("/v1/producer-keys"))
                    .header("Authorization", "Bearer " + stack.apiKey())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"public_jwk\":%s}".formatted(signature.publicJwk())))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != CREATED) {
                throw new IOException("The key was not registered: " + answer.body());
            }
            return new SignedCommands(signature, codec, stack.organization(), dataset);
        } catch (JOSEException e) {
            throw new IOException("No key could be made", e);
        }
    }

    Command next() {
        UUID job = ids.next();
        UUID commandId = ids.next();
        JobCommand command = JobCommand.newBuilder()
                .setCommandId(commandId)
                .setJobId(job)
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setSubmit(SubmitJob.newBuilder()
                        .setGeneration(GenerationSpec.newBuilder()
                                .setDatasetId(dataset)
                                .setAlgorithm("gaussian_copula")
                                .setRows(1_000)
                                .build())
                        .build())
                .build();
        byte[] value = codec.encode(Topics.JOB_COMMANDS, command);
        return new Command(
                job,
                new OutboundRecord(
                        Topics.JOB_COMMANDS.name(),
                        organization + "|" + job,
                        value,
                        Map.of(
                                CommandSignature.HEADER,
                                signature.sign(organization, commandId, value).getBytes(StandardCharsets.US_ASCII))));
    }
}
