package io.inferloop.tabular.core.table.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Writes the fields of one struct in Thrift's compact protocol, in the order of their ids. */
final class ThriftWriter {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream out;
    private int lastField;

    private ThriftWriter(ByteArrayOutputStream out) {
        this.out = out;
    }

    static byte[] struct(Consumer<ThriftWriter> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, fields);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Consumer<ThriftWriter> fields) {
        fields.accept(new ThriftWriter(out));
        out.write(0);
    }

    ThriftWriter integer(int field, int value) {
        header(field, I32);
        zigzag(value);
        return this;
    }

    ThriftWriter integer(int field, long value) {
        header(field, I64);
        zigzag(value);
        return this;
    }

    ThriftWriter truth(int field, boolean value) {
        header(field, value ? TRUE : FALSE);
        return this;
    }

    ThriftWriter text(int field, String value) {
        header(field, BINARY);
        bytes(value);
        return this;
    }

    ThriftWriter struct(int field, Consumer<ThriftWriter> fields) {
        header(field, STRUCT);
        write(out, fields);
        return this;
    }

    ThriftWriter integers(int field, List<Integer> values) {
        listHeader(field, I32, values.size());
        values.forEach(this::zigzag);
        return this;
    }

    ThriftWriter texts(int field, List<String> values) {
        listHeader(field, BINARY, values.size());
        values.forEach(this::bytes);
        return this;
    }

    ThriftWriter structs(int field, List<Consumer<ThriftWriter>> values) {
        listHeader(field, STRUCT, values.size());
        values.forEach(fields -> write(out, fields));
        return this;
    }

    private void header(int field, int type) {
        int delta = field - lastField;
        if (delta > 0 && delta < 16) {
            out.write(delta << 4 | type);
        } else {
            out.write(type);
            zigzag(field);
        }
        lastField = field;
    }

    private void listHeader(int field, int type, int size) {
        header(field, LIST);
        if (size < 15) {
            out.write(size << 4 | type);
        } else {
            out.write(0xf0 | type);
            varint(size);
        }
    }

    private void bytes(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        out.writeBytes(utf8);
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
