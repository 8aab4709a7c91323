package io.salesprocess.platform.api;

import java.util.UUID;

/**
 * What the response to a change says.
 *
 * @param location the address of what was created, or null
 * @param body becomes JSON
 * @param tag the entity tag, or null
 * @param replay what a retry is answered instead of the body, because the body holds a secret; null for the body itself
 * @param prospectId whom the body tells of, so that it can be erased with the prospect; null if of nobody
 */
public record WriteResult(int status, String location, Object body, String tag, Object replay, UUID prospectId) {

    /** Something was created. */
    public static WriteResult created(String location, Object body) {
        return new WriteResult(201, location, body, null, null, null);
    }

    /** Work was begun that goes on after the response; its resource is at this address. */
    public static WriteResult accepted(String location, Object body) {
        return new WriteResult(202, location, body, null, null, null);
    }

    /** Something was changed, or had been before. */
    public static WriteResult ok(Object body) {
        return new WriteResult(200, null, body, null, null, null);
    }

    /** There is nothing to tell. */
    public static WriteResult noContent() {
        return new WriteResult(204, null, null, null, null, null);
    }

    /** The resource is at this address. */
    public WriteResult at(String address) {
        return new WriteResult(status, address, body, tag, replay, prospectId);
    }

    public WriteResult tagged(String entityTag) {
        return new WriteResult(status, location, body, entityTag, replay, prospectId);
    }

    public WriteResult tagged(long version) {
        return tagged(Long.toString(version));
    }

    public WriteResult about(UUID prospect) {
        return new WriteResult(status, location, body, tag, replay, prospect);
    }

    /** The body holds a secret that is shown once and kept nowhere; retries see this instead. */
    public WriteResult replayedAs(Object withoutSecret) {
        return new WriteResult(status, location, body, tag, withoutSecret, prospectId);
    }
}
