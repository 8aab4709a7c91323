package io.salesprocess.event;

import io.salesprocess.deal.history.CommittedEvents;
import io.salesprocess.deal.history.HistoryEra;
import io.salesprocess.deal.history.HistoryEras;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Positions as callers keep them. They are enciphered and sealed, because a position names an event of a deal that the caller may not
 * know; the same position always has the same text. The key is the era's, so every instance reads them, and a restored database too.
 */
@Singleton
public class FeedCursors {

    private static final int ERA_BYTES = 2 * Long.BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int SEAL_BITS = 128;
    private static final int POSITION_BYTES = 1 + 5 * Long.BYTES;
    private static final int CURSOR_BYTES = ERA_BYTES + NONCE_BYTES + POSITION_BYTES + SEAL_BITS / Byte.SIZE;

    private final HistoryEras eras;
    private final CommittedEvents events;

    FeedCursors(HistoryEras eras, CommittedEvents events) {
        this.eras = eras;
        this.events = events;
    }

    /** The position as text. */
    public String write(HistoryPosition position) {
        HistoryEra era = position.isBeginning()
                ? eras.present()
                : eras.find(position.era()).orElseThrow();
        byte[] plain = ByteBuffer.allocate(POSITION_BYTES)
                .put((byte) (position.isLoaded() ? 1 : 0))
                .putLong(position.transaction())
                .putLong(position.dealId().getMostSignificantBits())
                .putLong(position.dealId().getLeastSignificantBits())
                .putLong(position.sequence())
                .putLong(position.mark())
                .array();
        byte[] nonce = nonce(era, plain);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, era, nonce, plain).orElseThrow();
        byte[] cursor = ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(era.id().getMostSignificantBits())
                .putLong(era.id().getLeastSignificantBits())
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /**
     * The position that the text names, where it is now.
     *
     * @param parameter what callers call it
     */
    public HistoryPosition read(String text, String parameter) {
        return events.locate(parse(text, parameter))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.GONE,
                        "The event before this position is not in this database, or what follows it cannot be told."
                                + " Read from the beginning and discard known ids."));
    }

    /** The same; empty if it was lost, as the database is another one or was restored to an earlier time. */
    public Optional<HistoryPosition> find(String text) {
        try {
            return Optional.of(read(text, "position"));
        } catch (ProblemException e) {
            if (e.type() != ProblemType.GONE && e.type() != ProblemType.INVALID_REQUEST) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private HistoryPosition parse(String text, String parameter) {
        byte[] cursor;
        try {
            cursor = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(parameter);
        }
        if (cursor.length != CURSOR_BYTES) {
            throw invalid(parameter);
        }
        ByteBuffer bytes = ByteBuffer.wrap(cursor);
        UUID id = new UUID(bytes.getLong(), bytes.getLong());
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        HistoryEra era = eras.find(id)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.GONE, "The cursor was made by another database. Read from the beginning."));
        ByteBuffer plain =
                ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, era, nonce, sealed).orElseThrow(() -> invalid(parameter)));
        return new HistoryPosition(
                id,
                plain.get() == 1,
                plain.getLong(),
                new UUID(plain.getLong(), plain.getLong()),
                plain.getLong(),
                plain.getLong());
    }

    private static ProblemException invalid(String parameter) {
        return ProblemException.invalid(
                FieldError.in(parameter, "must be a cursor that the feed gave: `next`, or the `id` of the stream"));
    }

    /** From the text itself, so that it is never used for two. */
    private static byte[] nonce(HistoryEra era, byte[] plain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(era.cursorKey(), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(plain), NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has this.", e);
        }
    }

    /** Empty if the seal is broken. */
    private static Optional<byte[]> crypt(int mode, HistoryEra era, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(era.cursorKey(), "AES"), new GCMParameterSpec(SEAL_BITS, nonce));
            return Optional.of(cipher.doFinal(text));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
