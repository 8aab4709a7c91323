package io.salesprocess.prospect;

import io.quarkus.arc.All;
import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.IdempotencyStore;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Transactions;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Hands out and erases all that is kept of a prospect (rule 12). History and its hash chain stay whole. */
@UseCase
class Erasure {

    private final List<PersonalData> features;
    private final Prospects prospects;
    private final ProspectStore store;
    private final AuditTrail audit;
    private final IdempotencyStore responses;
    private final Transactions transactions;
    private final Clock clock;

    Erasure(
            @All List<PersonalData> features,
            Prospects prospects,
            ProspectStore store,
            AuditTrail audit,
            IdempotencyStore responses,
            Transactions transactions,
            Clock clock) {
        // An order of our own, so that an export looks the same from start to start.
        this.features = features.stream()
                .sorted(Comparator.comparing(PersonalData::name))
                .toList();
        this.prospects = prospects;
        this.store = store;
        this.audit = audit;
        this.responses = responses;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All that is kept of a prospect and of who was merged into them, by kind; refused of somebody merged. */
    Map<String, Object> export(Caller caller, UUID id) {
        caller.require(Permission.EXPORT_PROSPECTS);
        return transactions.run(() -> {
            Shown prospect = prospects.known(caller, id).orElseThrow(ProblemException::notFound);
            Prospects.mustStand(prospect);
            audit.record(caller, AuditAction.PROSPECT_EXPORTED, id);
            List<ProspectResponse> family = store.families(id);
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("prospect", prospect.prospect());
            all.put(
                    "merged",
                    family.stream().filter(one -> one.mergedInto() != null).toList());
            features.forEach(feature -> all.put(
                    feature.name(),
                    family.stream()
                            .flatMap(one -> feature.export(one.id()).stream())
                            .toList()));
            return all;
        });
    }

    /**
     * Erases a prospect for good, with all who were merged into them; once more, it erases what has been written about them since.
     * Refused is somebody merged, since their deals are another prospect's.
     */
    void erase(Caller caller, UUID id, ExpectedVersion version) {
        Transactions.mustBeThere();
        caller.require(Permission.ERASE_PROSPECTS);
        // Locked, so that nobody recognises them meanwhile; all at once, in the order of recognition.
        store.lockFamilies(id);
        Shown prospect = store.lockAlsoErased(id).orElseThrow(ProblemException::notFound);
        version.check(prospect.version());
        Prospects.mustStand(prospect);
        List<UUID> family =
                store.families(id).stream().map(ProspectResponse::id).toList();
        // A transaction at work on a deal has read words and would write them back; and locks taken in another order
        // than
        // its own end in deadlock.
        family.forEach(one -> features.forEach(feature -> feature.holdStill(one)));
        // The features first: some find what they keep by the prospect's addresses.
        family.forEach(one -> features.forEach(feature -> feature.erase(caller, one)));
        for (UUID one : family) {
            responses.forget(one);
            store.erase(one, clock.instant());
            audit.record(caller, AuditAction.PROSPECT_ERASED, one);
        }
    }
}
