package io.salesprocess.platform.idempotency;

import java.util.UUID;

/**
 * What a {@code POST} is answered.
 *
 * @param location the address of what was created, or null
 * @param body becomes JSON
 * @param tag the entity tag, or null
 * @param prospectId whom the body tells of, so that it can be erased with the prospect; null if of nobody
 */
public record Answer(int status, String location, Object body, String tag, UUID prospectId) {

    /** Something was created. */
    public static Answer created(String location, Object body) {
        return new Answer(201, location, body, null, null);
    }

    /** Something was changed, or had been before. */
    public static Answer ok(Object body) {
        return new Answer(200, null, body, null, null);
    }

    public Answer tagged(String entityTag) {
        return new Answer(status, location, body, entityTag, prospectId);
    }

    public Answer tagged(long version) {
        return tagged(Long.toString(version));
    }

    public Answer about(UUID prospect) {
        return new Answer(status, location, body, tag, prospect);
    }
}
