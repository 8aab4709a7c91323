package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import java.util.List;

/**
 * What a feature keeps by the id of a prospect, and what goes along when two prospects are merged. Both prospects are locked until
 * the transaction ends.
 */
public interface MergedData {

    /** Makes what is the duplicate's the prospect's. */
    void merge(Caller by, Merge merge);

    /** What would be torn apart if the merge were undone now, a sentence each; empty if nothing depends on it. */
    List<String> dependents(Merge merge);

    /** Makes what came by the merge the duplicate's again. */
    void undo(Caller by, Merge merge);
}
