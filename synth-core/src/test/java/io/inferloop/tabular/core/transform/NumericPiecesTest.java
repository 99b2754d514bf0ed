package io.inferloop.tabular.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NumericPiecesTest {

    private static final Grid HUNDREDTHS = new Grid(100, 1);

    @Test
    void aValueThatManyRowsShareIsAnAtomOfExactShare() {
        double[] values = skewed(10_000);
        Arrays.fill(values, 0, 3000, 7.25);
        NumericPieces pieces = NumericPieces.of(values, HUNDREDTHS, 256, 5);
        int atom = pieces.piece(7.25);
        assertThat(pieces.isAtom(atom)).isTrue();
        assertThat(pieces.starts()[atom]).isEqualTo(7.25);
        assertThat(pieces.ends()[atom] - pieces.rowsBefore(atom)).isGreaterThanOrEqualTo(3000);
    }

    /** The inverse of a cell's piece is an interval that the cell lies in, but for those beyond the protected extremes. */
    @Test
    void aValueLiesInItsPiece() {
        double[] values = skewed(5000);
        NumericPieces pieces = NumericPieces.of(values, HUNDREDTHS, 256, 5);
        double half = HUNDREDTHS.step() / 2;
        for (double value : values) {
            int piece = pieces.piece(value);
            double inside =
                    Math.clamp(value, pieces.range().min(), pieces.range().max());
            assertThat(inside).isBetween(pieces.starts()[piece] - half, pieces.stops()[piece] + half);
        }
    }

    @Test
    void piecesBetweenAtomsHoldManyRowsAndLeaveNoneOut() {
        RandomStream stream = new Seeds(4).stream();
        double[] fine = new double[5000];
        Arrays.setAll(fine, i -> stream.nextGaussian());
        NumericPieces pieces = NumericPieces.of(fine, new Grid(1e15, 1), 4096, 5);
        assertThat(pieces.rows()).isEqualTo(5000);
        for (int piece = 0; piece < pieces.count(); piece++) {
            assertThat(pieces.ends()[piece] - pieces.rowsBefore(piece))
                    .isGreaterThanOrEqualTo(pieces.isAtom(piece) ? 5 : 10);
        }
        assertThat(pieces.rank(pieces.count() / 2)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void theFewOutermostValuesAreNotKnown() {
        double[] values = skewed(1000);
        values[17] = 1e12;
        values[18] = -1e12;
        NumericPieces pieces = NumericPieces.of(values, HUNDREDTHS, 256, 5);
        assertThat(pieces.range().max()).isLessThan(1e6);
        assertThat(pieces.range().min()).isGreaterThan(-1e6);
        assertThat(pieces.piece(1e12)).isEqualTo(pieces.count() - 1);
        assertThat(pieces.piece(-1e12)).isZero();
    }

    @Test
    void aColumnWithoutValuesHasNoPieces() {
        NumericPieces pieces = NumericPieces.of(new double[] {Double.NaN, Double.NaN}, HUNDREDTHS, 256, 5);
        assertThat(pieces.count()).isZero();
        assertThat(pieces.rows()).isZero();
    }

    private static double[] skewed(int rows) {
        RandomStream stream = new Seeds(3).stream();
        double[] values = new double[rows];
        Arrays.setAll(values, i -> HUNDREDTHS.round(Math.exp(2 + stream.nextGaussian())));
        return values;
    }
}
