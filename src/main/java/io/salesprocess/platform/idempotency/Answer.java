package io.salesprocess.platform.idempotency;

import java.util.UUID;

/**
 * What a {@code POST} is answered.
 *
 * @param location the address of what was created, or null
 * @param body becomes JSON
 * @param tag the entity tag, or null
 * @param replay what a retry is answered instead of the body, because the body holds a secret; null for the body itself
 * @param prospectId whom the body tells of, so that it can be erased with the prospect; null if of nobody
 */
public record Answer(int status, String location, Object body, String tag, Object replay, UUID prospectId) {

    /** Something was created. */
    public static Answer created(String location, Object body) {
        return new Answer(201, location, body, null, null, null);
    }

    /** Something was changed, or had been before. */
    public static Answer ok(Object body) {
        return new Answer(200, null, body, null, null, null);
    }

    /** The resource is at this address. */
    public Answer at(String address) {
        return new Answer(status, address, body, tag, replay, prospectId);
    }

    public Answer tagged(String entityTag) {
        return new Answer(status, location, body, entityTag, replay, prospectId);
    }

    public Answer tagged(long version) {
        return tagged(Long.toString(version));
    }

    public Answer about(UUID prospect) {
        return new Answer(status, location, body, tag, replay, prospect);
    }

    /** The body holds a secret that is shown once and kept nowhere; retries see this instead. */
    public Answer replayedAs(Object withoutSecret) {
        return new Answer(status, location, body, tag, withoutSecret, prospectId);
    }
}
