package io.inferloop.tabular.core.synthesis;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The state of a fit between two of its steps: a fit that goes on from it ends with the same bytes as one that never stopped.
 *
 * @param fit {@linkplain FitIdentity#hex() identity} of the fit that left it
 * @param step steps that were taken
 * @param numbers everything else, by name; not to be changed any more
 */
public record Checkpoint(String fit, long step, Map<String, double[]> numbers) {

    /** Of the bytes, in their head; grows when they change. */
    private static final long FORMAT = 0x5441_4243_4b50_0001L;

    private static final char GROUP = '/';

    public Checkpoint {
        numbers = new TreeMap<>(numbers);
        if (step < 0) {
            throw new IllegalArgumentException("step must be at least 0, got " + step);
        }
    }

    public Checkpoint(String fit, long step) {
        this(fit, step, Map.of());
    }

    /** The same and these numbers, their names in a group of their own. */
    public Checkpoint with(String group, Map<String, double[]> more) {
        Map<String, double[]> all = new TreeMap<>(numbers);
        more.forEach((name, values) -> all.put(group + GROUP + name, values));
        return new Checkpoint(fit, step, all);
    }

    /** The numbers that were put {@link #with} this group; empty if there are none. */
    public Map<String, double[]> group(String group) {
        String prefix = group + GROUP;
        return numbers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        Map.Entry::getValue,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** About as many bytes as {@link #toBytes} makes, at most. */
    public long sizeBytes() {
        return numbers.values().stream().mapToLong(values -> values.length).sum() * Double.BYTES;
    }

    /** Everything, with a checksum; numbers that are floats take four bytes each. */
    public byte[] toBytes() {
        byte[] identity = fit.getBytes(StandardCharsets.UTF_8);
        long size = 3L * Long.BYTES + identity.length;
        for (Map.Entry<String, double[]> entry : numbers.entrySet()) {
            size += 3 * Integer.BYTES
                    + entry.getKey().getBytes(StandardCharsets.UTF_8).length
                    + (long) width(entry.getValue()) * entry.getValue().length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size + FitIdentity.DIGEST_BYTES));
        bytes.putLong(FORMAT);
        put(bytes, identity);
        bytes.putLong(step).putInt(numbers.size());
        numbers.forEach((name, values) -> {
            put(bytes, name.getBytes(StandardCharsets.UTF_8));
            put(bytes, values);
        });
        return bytes.put(FitIdentity.digest(bytes.array(), 0, bytes.position())).array();
    }

    /**
     * What {@link #toBytes} wrote.
     *
     * @throws DamagedCheckpointException if these are other bytes, or of a release that wrote them otherwise
     */
    public static Checkpoint of(byte[] bytes) throws DamagedCheckpointException {
        int end = bytes.length - FitIdentity.DIGEST_BYTES;
        if (end < Long.BYTES || ByteBuffer.wrap(bytes).getLong() != FORMAT) {
            throw new DamagedCheckpointException("It has not the format of this release");
        }
        if (!Arrays.equals(FitIdentity.digest(bytes, 0, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new DamagedCheckpointException("Its checksum is wrong");
        }
        ByteBuffer content = ByteBuffer.wrap(bytes, Long.BYTES, end - Long.BYTES);
        try {
            String fit = text(content);
            long step = content.getLong();
            Map<String, double[]> numbers = new TreeMap<>();
            for (int left = content.getInt(); left > 0; left--) {
                numbers.put(text(content), numbers(content));
            }
            return new Checkpoint(fit, step, numbers);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new DamagedCheckpointException("It is shorter than it says");
        }
    }

    private static int width(double[] values) {
        return Arrays.stream(values).allMatch(value -> Double.compare(value, (float) value) == 0)
                ? Float.BYTES
                : Double.BYTES;
    }

    private static void put(ByteBuffer bytes, byte[] text) {
        bytes.putInt(text.length).put(text);
    }

    private static void put(ByteBuffer bytes, double[] values) {
        int width = width(values);
        bytes.putInt(width).putInt(values.length);
        if (width == Double.BYTES) {
            bytes.asDoubleBuffer().put(values);
            bytes.position(bytes.position() + width * values.length);
        } else {
            for (double value : values) {
                bytes.putFloat((float) value);
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[available(bytes, bytes.getInt())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static double[] numbers(ByteBuffer bytes) {
        int width = bytes.getInt();
        int count = bytes.getInt();
        available(bytes, Math.multiplyFull(width, count));
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = width == Double.BYTES ? bytes.getDouble() : bytes.getFloat();
        }
        return values;
    }

    private static int available(ByteBuffer bytes, long wanted) {
        if (wanted < 0 || wanted > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) wanted;
    }
}
