package io.salesprocess.insight;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as they are kept: in microseconds. */
final class Micros {

    private static final BigDecimal PER_SECOND = BigDecimal.valueOf(1_000_000);

    private Micros() {}

    /** @param micros whole ones; may be null */
    static Duration duration(BigDecimal micros) {
        if (micros == null) {
            return null;
        }
        BigDecimal[] seconds = micros.divideAndRemainder(PER_SECOND);
        return Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValueExact() * 1_000);
    }
}
