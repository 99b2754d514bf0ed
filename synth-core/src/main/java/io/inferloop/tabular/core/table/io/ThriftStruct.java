package io.inferloop.tabular.core.table.io;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads the fields of one struct in Thrift's compact protocol, as Parquet's headers are written
 * (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).
 *
 * <p>Everything throws {@link BufferUnderflowException} where the bytes end, and {@link IllegalArgumentException} where they are no such
 * struct.
 */
final class ThriftStruct {

    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int STRUCT = 12;
    private static final int DEEPEST = 16;

    private final ByteBuffer bytes;
    private int field;
    private int type;

    ThriftStruct(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Goes to the next field; false at the struct's end. The present field must have been read or skipped. */
    boolean next() {
        int header = bytes.get() & 0xff;
        type = header & 0x0f;
        if (type == STOP) {
            return false;
        }
        int delta = header >>> 4;
        field = delta == 0 ? Math.toIntExact(zigzag()) : field + delta;
        return true;
    }

    int field() {
        return field;
    }

    long integer() {
        if (type != I16 && type != I32 && type != I64) {
            throw new IllegalArgumentException("Field %d is no integer but of type %d".formatted(field, type));
        }
        return zigzag();
    }

    void skip() {
        skip(type, 0);
    }

    private void skip(int skipped, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("Structs nest more than %d deep".formatted(DEEPEST));
        }
        switch (skipped) {
            case TRUE, FALSE -> {}
            case BYTE -> bytes.get();
            case I16, I32, I64 -> varint();
            case DOUBLE -> advance(Double.BYTES);
            case BINARY -> advance(varint());
            case LIST, SET -> skipElements(depth);
            case STRUCT -> {
                for (int header = bytes.get() & 0xff; header != STOP; header = bytes.get() & 0xff) {
                    if (header >>> 4 == 0) {
                        varint();
                    }
                    skip(header & 0x0f, depth + 1);
                }
            }
            default -> throw new IllegalArgumentException("Field %d has the type %d".formatted(field, skipped));
        }
    }

    private void skipElements(int depth) {
        int header = bytes.get() & 0xff;
        long size = header >>> 4 == 15 ? varint() : header >>> 4;
        int element = header & 0x0f;
        for (long i = 0; i < size; i++) {
            if (element == TRUE || element == FALSE) {
                bytes.get();
            } else {
                skip(element, depth + 1);
            }
        }
    }

    private void advance(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) count);
    }

    private long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number has more than ten bytes");
    }
}
