package io.salesprocess.deal;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.kernel.Ids;
import java.util.UUID;

/**
 * Whose deals a caller wants to see.
 *
 * @param id a salesperson's; null for deals that nobody owns
 */
record OwnerFilter(UUID id) {

    private static final String NONE = "none";

    /** The owner that the parameter names, as JAX-RS calls it. */
    public static OwnerFilter fromString(String text) {
        try {
            return new OwnerFilter(text.equals(NONE) ? null : Ids.parse(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(FieldError.in("ownerId", "must be a UUID or none"));
        }
    }

    Condition condition() {
        return id == null ? Condition.of("owner_id IS NULL") : Condition.of("owner_id = ?", id);
    }
}
