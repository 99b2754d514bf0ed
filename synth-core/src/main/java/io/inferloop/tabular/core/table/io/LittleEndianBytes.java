package io.inferloop.tabular.core.table.io;

import java.io.ByteArrayOutputStream;
import java.util.function.IntUnaryOperator;

/** Parquet's plain encodings, and the one that packs small numbers into bits. */
final class LittleEndianBytes extends ByteArrayOutputStream {

    void writeInt(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            write(value >>> shift);
        }
    }

    void writeLong(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            write((int) (value >>> shift));
        }
    }

    void writeText(byte[] utf8) {
        writeInt(utf8.length);
        writeBytes(utf8);
    }

    /** {@code count} numbers of {@code width} bits each, the first in the lowest bits, to full bytes. */
    void writeBits(int count, int width, IntUnaryOperator value) {
        long bits = 0;
        int held = 0;
        for (int i = 0; i < count; i++) {
            bits |= (long) value.applyAsInt(i) << held;
            held += width;
            while (held >= Byte.SIZE) {
                write((int) bits);
                bits >>>= Byte.SIZE;
                held -= Byte.SIZE;
            }
        }
        if (held > 0) {
            write((int) bits);
        }
    }

    /** One bit-packed run of the RLE hybrid: numbers come in eights, the last ones filled up with zeros. */
    void writeRun(int count, int width, IntUnaryOperator value) {
        int eights = (count + 7) / 8;
        writeVarint(eights << 1 | 1);
        writeBits(eights * 8, width, i -> i < count ? value.applyAsInt(i) : 0);
    }

    /** One run of the RLE hybrid: the same number of at most eight bits, over and over. */
    void writeRepeated(int count, int value) {
        writeVarint(count << 1);
        write(value);
    }

    private void writeVarint(int value) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        write(left);
    }
}
