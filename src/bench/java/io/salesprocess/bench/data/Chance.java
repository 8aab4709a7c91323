package io.salesprocess.bench.data;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Decides what data look like. The same seed decides the same. */
public final class Chance {

    private static final long MICROS_PER_DAY = Duration.ofDays(1).toNanos() / 1_000;

    private final SplittableRandom random;

    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Whether something happens that happens in so many of a hundred cases. */
    public boolean percent(int likely) {
        return random.nextInt(100) < likely;
    }

    /** A number from the first to the last, both included. */
    public int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A stretch of time up to so many days, to the microsecond and never empty. */
    public Duration upToDays(int days) {
        return Duration.of(1 + random.nextLong(days * MICROS_PER_DAY), ChronoUnit.MICROS);
    }

    /** A UUIDv7 of that time, as the service would have made it then. */
    public UUID id(Instant at) {
        long mostSignificant = (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(1 << 12);
        long leastSignificant = (random.nextLong() >>> 2) | (1L << 63);
        return new UUID(mostSignificant, leastSignificant);
    }

    /** Bytes that stand for a digest. */
    public byte[] digest() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
