package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the part of a quantity that falls into a tier becomes units to pay for. */
public enum TierMode {
    /** The exact fraction: 500 rows of a price per 1 000 are half a unit. */
    GRADUATED {
        @Override
        BigDecimal units(BigDecimal quantity, BigDecimal unitSize) {
            return quantity.divide(unitSize);
        }
    },
    /** Whole units: one that is started is paid in full. */
    PACKAGE {
        @Override
        BigDecimal units(BigDecimal quantity, BigDecimal unitSize) {
            return quantity.divide(unitSize, 0, RoundingMode.CEILING);
        }
    };

    abstract BigDecimal units(BigDecimal quantity, BigDecimal unitSize);
}
