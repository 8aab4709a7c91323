package io.salesprocess.event;

import io.salesprocess.deal.history.StoredEvent;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The ids of events: UUIDv7 of the time and the hash of an event. They are the same on every instance and after a restore, and another
 * event that takes the number of a lost one has another id.
 */
public final class EventIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 1L << 63;

    private EventIds() {}

    /** The event's id. */
    public static UUID of(StoredEvent event) {
        ByteBuffer hash = ByteBuffer.wrap(event.hash());
        long mostSignificant = event.at().toEpochMilli() << 16 | VERSION_7 | hash.getShort() & 0xFFF;
        long leastSignificant = hash.getLong() >>> 2 | VARIANT;
        return new UUID(mostSignificant, leastSignificant);
    }
}
