package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.field.CustomFields;
import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.pipeline.field.FieldSubject;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Opens deals by hand, changes what can be changed of them directly, and reads them. */
@UseCase
class DealService {

    private final Deals deals;
    private final DealStore store;
    private final DealAccess access;
    private final DealReferences references;
    private final DealSearch search;
    private final CustomFields fields;
    private final Clock clock;

    DealService(
            Deals deals,
            DealStore store,
            DealAccess access,
            DealReferences references,
            DealSearch search,
            CustomFields fields,
            Clock clock) {
        this.deals = deals;
        this.store = store;
        this.access = access;
        this.references = references;
        this.search = search;
        this.fields = fields;
        this.clock = clock;
    }

    /** A deal with all that is kept of it, the version of the pipeline that it follows, and when it was looked at. */
    record Whole(StoredDeal stored, Pipeline pipeline, Instant now) {}

    /** One deal; not found is one that the caller may not see. */
    Whole get(Caller caller, UUID id) {
        return whole(deals.stored(caller, id));
    }

    /** The part of a filter that is about custom fields, from query parameters by name. */
    FieldFilter filter(Caller caller, Map<String, String> parameters) {
        caller.require(Permission.READ_DEALS);
        return fields.filter(FieldSubject.DEAL, parameters);
    }

    /** Deals that match the filter and that the caller may see. */
    List<ListedDeal> list(Caller caller, DealFilter filter, int limit) {
        return store.list(filter, shown(caller, filter), clock.instant(), limit);
    }

    /** How many deals the list has, but no more than the limit. */
    long count(Caller caller, DealFilter filter, int limit) {
        return store.count(filter, shown(caller, filter), clock.instant(), limit);
    }

    /** What the caller may see of the resources that these deals name. */
    Related related(Caller caller, Expansion wanted, Collection<UUID> prospectIds, Collection<UUID> offeringIds) {
        return wanted.isNothing() ? Related.NONE : references.related(caller, wanted, prospectIds, offeringIds);
    }

    /** Opens a deal in the first stage of its pipeline (rule 1). */
    Whole open(Caller caller, DealRequest request) {
        caller.require(Permission.OPEN_DEALS);
        Deals.Opening opening = references.opening(caller, request);
        Map<String, Object> values = fields.checked(FieldSubject.DEAL, Map.of(), request.customFields());
        Deal opened = deals.open(opening, DealAccess.actor(caller), values);
        return get(caller, opened.id());
    }

    /**
     * Changes owner, value, offering or custom fields. A caller who takes a deal that nobody owns may change it at once.
     *
     * @param patch what the deal is to be, from what it is
     */
    Whole update(Caller caller, UUID id, ExpectedVersion version, UnaryOperator<DealPatch> patch) {
        StoredDeal stored = deals.lock(id);
        access.maySee(caller, stored.deal());
        version.check(stored.deal().sequence());
        DealPatch before = DealPatch.of(stored);
        DealPatch wanted = patch.apply(before);
        DealAccess.mayAssign(caller, before.ownerId(), wanted.ownerId());
        access.mayChange(
                caller,
                Permission.WORK_ON_DEALS,
                stored.deal(),
                before.ownerId() == null ? wanted.ownerId() : before.ownerId());
        references.check(before, wanted);
        DealPatch after = wanted.withCustomFields(
                fields.checked(FieldSubject.DEAL, before.customFields(), wanted.customFields()));
        List<Fact> facts = after.facts(before);
        if (facts.isEmpty()) {
            return whole(stored);
        }
        LockedDeal locked = new LockedDeal(stored, DealAccess.actor(caller));
        Map<String, Object> values = after.customFields().equals(before.customFields()) ? null : after.customFields();
        return whole(deals.change(locked, new DealCommand.Record(facts, values)).stored());
    }

    private Condition shown(Caller caller, DealFilter filter) {
        return DealConditions.within(caller.require(Permission.READ_DEALS), "deal")
                .and(search.found(caller, filter.text()));
    }

    private Whole whole(StoredDeal stored) {
        return new Whole(stored, references.pipelineOf(stored), clock.instant());
    }
}
