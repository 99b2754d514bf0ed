package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.RawColumn;
import java.util.Arrays;

/** One column while it is read: every distinct text once, every row an index. No object is made for a text seen before. */
final class TextDictionary {

    private final String name;
    private int[] codes = new int[1024];
    private int rows;

    private String[] values = new String[16];
    private long[] lines = new long[16];
    private int[] hashes = new int[16];
    private int distinct;

    /** Open addressing, twice as many slots as texts at least; 0 is free, else index + 1. */
    private int[] slots = new int[64];

    TextDictionary(String name) {
        this.name = name;
    }

    void addEmpty() {
        append(-1);
    }

    void add(char[] buffer, int offset, int length, long line) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + buffer[i];
        }
        hash *= 0x9E3779B1;
        int mask = slots.length - 1;
        int slot = hash >>> 7 & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (hashes[index] == hash && same(values[index], buffer, offset, length)) {
                append(index);
                return;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = distinct + 1;
        append(remember(new String(buffer, offset, length), hash, line));
    }

    RawColumn toColumn() {
        return new RawColumn(
                name, Arrays.copyOf(codes, rows), Arrays.copyOf(values, distinct), Arrays.copyOf(lines, distinct));
    }

    private static boolean same(String value, char[] buffer, int offset, int length) {
        if (value.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private void append(int code) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, grown(rows));
        }
        codes[rows++] = code;
    }

    private int remember(String value, int hash, long line) {
        if (distinct == values.length) {
            int size = grown(distinct);
            values = Arrays.copyOf(values, size);
            lines = Arrays.copyOf(lines, size);
            hashes = Arrays.copyOf(hashes, size);
        }
        values[distinct] = value;
        lines[distinct] = line;
        hashes[distinct] = hash;
        distinct++;
        if (distinct * 2 > slots.length) {
            rehash();
        }
        return distinct - 1;
    }

    private void rehash() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int index = 0; index < distinct; index++) {
            int slot = hashes[index] >>> 7 & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = index + 1;
        }
        slots = larger;
    }

    private static int grown(int size) {
        return (int) Math.min(Integer.MAX_VALUE - 16L, size * 2L);
    }
}
