package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of one shape that never repeat: row numbers go through a bijection of the space of the last positions (an
 * affine map modulo its size), earlier positions are random, and past that size a suffix counts the rounds.
 */
final class ShapedKeys {

    /** More rows than any sample has. */
    private static final long ENOUGH = 1L << 50;

    private final List<Position> positions = new ArrayList<>();
    private final int firstCounted;
    private final long space;
    private final long step;
    private final long start;
    private final Seeds seeds;

    /** @param base number of characters that may stand here from {@code first} on; 1 for a literal */
    private record Position(char first, int base) {}

    ShapedKeys(String shape, Seeds seeds) {
        this.seeds = seeds;
        for (int i = 0; i < shape.length(); i++) {
            char c = shape.charAt(i);
            positions.add(
                    switch (c) {
                        case '0' -> new Position(c, 10);
                        case 'A', 'a' -> new Position(c, 26);
                        case '\\' -> new Position(shape.charAt(++i), 1);
                        default -> new Position(c, 1);
                    });
        }
        long size = 1;
        int counted = positions.size();
        while (counted > 0 && size * positions.get(counted - 1).base() <= ENOUGH) {
            size *= positions.get(--counted).base();
        }
        this.firstCounted = counted;
        this.space = size;
        RandomStream stream = seeds.stream();
        this.start = Math.floorMod(stream.nextLong(), space);
        this.step = coprime(Math.floorMod(stream.nextLong(), space), space);
    }

    String key(long row) {
        long index = BigInteger.valueOf(row % space)
                .multiply(BigInteger.valueOf(step))
                .add(BigInteger.valueOf(start))
                .mod(BigInteger.valueOf(space))
                .longValueExact();
        char[] text = new char[positions.size()];
        RandomStream filler = seeds.child(row).stream();
        for (int i = text.length - 1; i >= 0; i--) {
            Position position = positions.get(i);
            long digit = i >= firstCounted ? index % position.base() : filler.nextInt(position.base());
            index /= i >= firstCounted ? position.base() : 1;
            text[i] = (char) (position.first() + digit);
        }
        long round = row / space;
        return round == 0 ? new String(text) : new String(text) + "-" + round;
    }

    private static long coprime(long candidate, long modulus) {
        long value = Math.max(1, candidate);
        while (BigInteger.valueOf(value).gcd(BigInteger.valueOf(modulus)).longValue() != 1) {
            value++;
        }
        return value;
    }
}
