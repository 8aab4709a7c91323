package io.salesprocess.deal.domain;

import java.util.Objects;
import java.util.UUID;

/**
 * Who did something.
 *
 * @param id of the key, user, form or link; never a name
 * @param salespersonId the salesperson that the actor is or acts for, or null
 */
public record Actor(Kind kind, String id, UUID salespersonId) {

    public Actor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    /** What kind of caller an actor is. */
    public enum Kind {
        API_KEY,
        USER,
        FORM,
        LINK,
        SYSTEM
    }
}
