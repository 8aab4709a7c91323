package io.salesprocess.deal.history;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chains events by hash, so that tampering shows: each hash covers everything the event says and the hash before it. The
 * text that is hashed has one field a line in a fixed order; only the last, the data, could hold a line break.
 */
final class HashChain {

    /** What stands before the first event. */
    static final byte[] ORIGIN = new byte[32];

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private HashChain() {}

    static byte[] hash(StoredEvent event) {
        String text = Stream.of(
                        event.dealId(),
                        event.sequence(),
                        event.type(),
                        micros(event.at()),
                        HyphenatedEnums.nameOf(event.actor().kind()),
                        event.actor().id(),
                        event.actor().salespersonId(),
                        event.stage(),
                        event.from(),
                        event.to(),
                        event.attempt(),
                        event.pipeline().key(),
                        event.pipeline().version(),
                        event.reasonDigest() == null ? null : HexFormat.of().formatHex(event.reasonDigest()),
                        event.data())
                .map(field -> field == null ? "" : field.toString())
                .collect(Collectors.joining("\n"));
        return sha256(event.previousHash(), text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[]... parts) {
        MessageDigest digest = Sha256.start();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * MICROS_PER_SECOND + at.getNano() / NANOS_PER_MICRO;
    }
}
