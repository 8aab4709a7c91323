package io.salesprocess.deal.history;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.pipeline.domain.PipelineRef;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as history keeps it (rule 8).
 *
 * @param stage where the deal stands after it
 * @param from the stage or status that was left, or null
 * @param to the stage or status that was entered, or null
 * @param data the facts of the event as JSON, to the letter
 * @param reasonDigest covers the reason and its salt; null if no reason was given
 */
public record StoredEvent(
        UUID dealId,
        long sequence,
        String type,
        Instant at,
        Actor actor,
        String stage,
        String from,
        String to,
        int attempt,
        PipelineRef pipeline,
        String data,
        byte[] reasonDigest,
        byte[] previousHash,
        byte[] hash) {

    /** The facts of the event as the domain knows them. */
    public DealEvent facts() {
        return EventJson.read(type, data);
    }

    StoredEvent chainedTo(byte[] previous) {
        StoredEvent linked = new StoredEvent(
                dealId,
                sequence,
                type,
                at,
                actor,
                stage,
                from,
                to,
                attempt,
                pipeline,
                data,
                reasonDigest,
                previous,
                null);
        return new StoredEvent(
                dealId,
                sequence,
                type,
                at,
                actor,
                stage,
                from,
                to,
                attempt,
                pipeline,
                data,
                reasonDigest,
                previous,
                HashChain.hash(linked));
    }
}
