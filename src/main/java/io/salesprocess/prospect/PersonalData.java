package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import java.util.List;
import java.util.UUID;

/** What a feature keeps of a prospect's own words and data (rule 12). Every feature that keeps any implements this. */
public interface PersonalData {

    /** The name under which it is handed out, such as {@code messages}. */
    String name();

    /** Everything kept of the prospect, in the shape that the API shows. */
    List<?> export(UUID prospectId);

    /** Makes changes of it wait until the transaction ends. Called for every feature before the first erases. */
    default void holdStill(UUID prospectId) {}

    /**
     * Erases it, in the transaction that erases the prospect. Ids and facts stay.
     *
     * @param by who erases the prospect
     */
    void erase(Caller by, UUID prospectId);
}
