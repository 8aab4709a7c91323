package io.salesprocess.prospect;

import io.quarkus.arc.All;
import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.IdempotencyStore;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Merges prospects who are one person, and undoes it while nothing depends on it. The duplicate keeps its row, and points to who
 * stays: it is still recognised by its addresses, shown by its id, and erased with the one who stays.
 */
@UseCase
class Merges {

    /** By how much the clocks of the database and of instances may differ. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final List<MergedData> features;
    private final Prospects prospects;
    private final ProspectStore store;
    private final ProspectAccess access;
    private final MergeStore merges;
    private final Suggestions suggestions;
    private final ContactLocks locks;
    private final AuditTrail audit;
    private final IdempotencyStore responses;
    private final Ids ids;
    private final Clock clock;

    Merges(
            @All List<MergedData> features,
            Prospects prospects,
            ProspectStore store,
            ProspectAccess access,
            MergeStore merges,
            Suggestions suggestions,
            ContactLocks locks,
            AuditTrail audit,
            IdempotencyStore responses,
            Ids ids,
            Clock clock) {
        this.features = features;
        this.prospects = prospects;
        this.store = store;
        this.access = access;
        this.merges = merges;
        this.suggestions = suggestions;
        this.locks = locks;
        this.audit = audit;
        this.responses = responses;
        this.ids = ids;
        this.clock = clock;
    }

    /** Merges into a prospect, oldest first, of those whom the caller could see before; not found is an invisible prospect. */
    List<Merge> list(Caller caller, UUID prospectId, UUID after, int limit) {
        access.mustSee(caller, prospectId);
        return merges.list(prospectId, access.known(caller, "m"), after, limit);
    }

    /** One of these merges. */
    Merge get(Caller caller, UUID prospectId, UUID id) {
        access.mustSee(caller, prospectId);
        return merges.find(prospectId, id)
                .filter(merge -> access.maySee(caller, merge.duplicateId()))
                .filter(merge -> store.find(merge.duplicateId()).isPresent())
                .orElseThrow(ProblemException::notFound);
    }

    /** Makes the duplicate the same person as the prospect; refused if one of them was merged into another prospect before. */
    Merge merge(Caller caller, UUID prospectId, UUID duplicateId, ExpectedVersion version) {
        Transactions.mustBeThere();
        caller.require(Permission.MERGE_PROSPECTS);
        prospects.known(caller, prospectId).orElseThrow(ProblemException::notFound);
        if (prospectId.equals(duplicateId)) {
            throw ProblemException.invalid(FieldError.at("/duplicateId", "must be the id of another prospect"));
        }
        lock(prospectId, duplicateId);
        Shown stays = store.find(prospectId).orElseThrow(ProblemException::notFound);
        version.check(stays.version());
        Prospects.mustStand(stays);
        prospects.mustExist(caller, duplicateId, "/duplicateId");
        Merge merge = new Merge(ids.next(), prospectId, duplicateId, clock.instant());
        List<UUID> all = new ArrayList<>(merges.below(duplicateId));
        all.add(duplicateId);
        merges.insert(merge);
        store.mergeInto(prospectId, all);
        store.raiseVersion(prospectId);
        features.forEach(feature -> feature.merge(caller, merge));
        audit.record(caller, AuditAction.PROSPECT_MERGED, prospectId);
        return merge;
    }

    /** Makes two prospects of one again, as they were; refused while something depends on the merge, all of which is named. */
    void undo(Caller caller, UUID prospectId, UUID id) {
        Transactions.mustBeThere();
        caller.require(Permission.MERGE_PROSPECTS);
        UUID duplicateId = merges.find(prospectId, id)
                .orElseThrow(ProblemException::notFound)
                .duplicateId();
        lock(prospectId, duplicateId);
        Merge merge = merges.find(prospectId, id).orElseThrow(ProblemException::notFound);
        List<UUID> below = merges.below(duplicateId);
        List<String> dependents = dependents(merge, below);
        if (!dependents.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The merge cannot be undone. " + String.join(" ", dependents));
        }
        features.forEach(feature -> feature.undo(caller, merge));
        store.mergeInto(duplicateId, below);
        store.mergeInto(null, List.of(duplicateId));
        store.raiseVersion(prospectId);
        merges.delete(id);
        // They may tell of either, and could not be erased with the right one (rule 12).
        responses.forget(prospectId, merge.mergedAt().minus(CLOCKS_APART));
        audit.record(caller, AuditAction.PROSPECT_UNMERGED, prospectId);
    }

    private List<String> dependents(Merge merge, List<UUID> below) {
        Optional<Shown> stays = store.find(merge.prospectId());
        if (stays.isEmpty()) {
            return List.of("The prospects have been erased.");
        }
        List<String> dependents = new ArrayList<>();
        UUID into = stays.get().prospect().mergedInto();
        if (into != null) {
            dependents.add("The prospect was merged into the prospect " + into + " since; undo that first.");
        }
        merges.laterSubmission(merge.id())
                .ifPresent(submission -> dependents.add(
                        "The submission " + submission + " was recognised by an address of the duplicate since."));
        List<UUID> duplicates = new ArrayList<>(below);
        duplicates.add(merge.duplicateId());
        if (suggestions.isAnyDecidedSince(merge.mergedAt(), duplicates)) {
            dependents.add("A suggestion that came with the duplicate was accepted or dismissed since.");
        }
        features.forEach(feature -> dependents.addAll(feature.dependents(merge)));
        return dependents;
    }

    /**
     * Locks two prospects and all who were merged into them. The addresses come before the rows, as in recognition, so that what is
     * recognised next sees the end of this transaction.
     */
    private void lock(UUID one, UUID other) {
        locks.take(addresses(one, other));
        store.lockFamilies(one, other);
        // Somebody may have been merged into them, or changed an address, while this waited for the rows.
        locks.take(addresses(one, other));
        store.lockFamilies(one, other);
    }

    private String[] addresses(UUID one, UUID other) {
        return store.families(one, other).stream()
                .flatMap(prospect -> Stream.of(prospect.email(), prospect.phone()))
                .filter(Objects::nonNull)
                .toArray(String[]::new);
    }
}
