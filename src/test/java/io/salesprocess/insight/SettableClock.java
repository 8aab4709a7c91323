package io.salesprocess.insight;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock for tests in which months go by. It shows the real time until it is set. */
@Alternative
@Singleton
class SettableClock extends Clock {

    private final Clock real = Clock.systemUTC();
    private volatile Instant set;

    /** @param time null for the real one */
    void set(Instant time) {
        set = time;
    }

    @Override
    public Instant instant() {
        Instant time = set;
        return (time == null ? real.instant() : time).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
