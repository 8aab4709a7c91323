package io.salesprocess.platform.kernel;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits that count within the millisecond, 62 random bits. Ids of one
 * instance ascend strictly, so that a list in the order of its ids is in the order of creation.
 */
@Singleton
public class Ids {

    private static final int COUNTER_LIMIT = 1 << 12;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis;
    private int counter;

    Ids(Clock clock) {
        this.clock = clock;
    }

    /** The next id. */
    public UUID next() {
        long stamp = nextStamp();
        long mostSignificant = (stamp >>> 12 << 16) | 0x7000L | (stamp & 0xFFF);
        long leastSignificant = (random.nextLong() >>> 2) | (1L << 63);
        return new UUID(mostSignificant, leastSignificant);
    }

    /** The id that is written in full; Java also reads {@code 0-0-0-0-0}, which documents do not allow. */
    public static UUID parse(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID in full");
        }
        return id;
    }

    /** The id that an address of this service ends with. */
    public static UUID atEndOf(String address) {
        return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
    }

    /** Milliseconds and counter in one number. A clock that is set back or a full counter borrows from the future. */
    private synchronized long nextStamp() {
        // Not clock.millis(): a clock that ticks in microseconds divides by zero there.
        long now = clock.instant().toEpochMilli();
        if (now > lastMillis) {
            lastMillis = now;
            counter = 0;
        } else if (++counter == COUNTER_LIMIT) {
            lastMillis++;
            counter = 0;
        }
        return (lastMillis << 12) | counter;
    }
}
