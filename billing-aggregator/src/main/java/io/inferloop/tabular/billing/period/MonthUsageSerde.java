package io.inferloop.tabular.billing.period;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The month's bytes in the state store and its changelog; private to this service, led by a format number. */
public final class MonthUsageSerde {

    private static final int FORMAT = 1;

    private MonthUsageSerde() {}

    public static Serde<MonthUsage> serde() {
        Serializer<MonthUsage> serializer = (topic, usage) -> usage == null ? null : write(usage);
        Deserializer<MonthUsage> deserializer = (topic, bytes) -> bytes == null ? null : read(bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static byte[] write(MonthUsage usage) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(usage.sequence());
            out.writeLong(usage.updatedAt().toEpochMilli());
            out.writeInt(usage.plans().size());
            for (PlanUsage plan : usage.plans()) {
                out.writeUTF(plan.plan());
                out.writeLong(plan.revision());
                out.writeInt(plan.quantities().size());
                for (Map.Entry<String, BigDecimal> quantity : plan.quantities().entrySet()) {
                    out.writeUTF(quantity.getKey());
                    byte[] unscaled = quantity.getValue().unscaledValue().toByteArray();
                    out.writeInt(quantity.getValue().scale());
                    out.writeInt(unscaled.length);
                    out.write(unscaled);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static @Nullable MonthUsage read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new SerializationException(
                        "A stored month has format %d, this version knows %d".formatted(format, FORMAT));
            }
            long sequence = in.readLong();
            Instant updatedAt = Instant.ofEpochMilli(in.readLong());
            List<PlanUsage> plans = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                plans.add(new PlanUsage(in.readUTF(), in.readLong(), quantities(in)));
            }
            return new MonthUsage(sequence, updatedAt, plans);
        } catch (IOException e) {
            throw new SerializationException("A stored month cannot be read: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, BigDecimal> quantities(DataInputStream in) throws IOException {
        SortedMap<String, BigDecimal> quantities = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String meter = in.readUTF();
            int scale = in.readInt();
            quantities.put(meter, new BigDecimal(new BigInteger(in.readNBytes(in.readInt())), scale));
        }
        return quantities;
    }
}
