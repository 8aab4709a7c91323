package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.offering.Offerings;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.prospect.Prospects;
import io.salesprocess.salesperson.Salespeople;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What a deal refers to: refuses what does not exist, or not for the caller. */
@Singleton
class DealReferences {

    private static final String DEFAULT_PIPELINE = "standard";

    private final Pipelines pipelines;
    private final Prospects prospects;
    private final Offerings offerings;
    private final Salespeople salespeople;

    DealReferences(Pipelines pipelines, Prospects prospects, Offerings offerings, Salespeople salespeople) {
        this.pipelines = pipelines;
        this.prospects = prospects;
        this.offerings = offerings;
        this.salespeople = salespeople;
    }

    /** What a new deal begins with; without a value it is what the offering costs. */
    Deals.Opening opening(Caller caller, DealRequest request) {
        prospects.mustExist(caller, request.prospectId(), "/prospectId");
        offerings.mustExist(request.offeringId(), "/offeringId");
        DealAccess.mayAssign(caller, null, request.ownerId());
        salespeople.mustTakeDeals(request.ownerId(), "/ownerId");
        Amount value = request.value() == null ? offerings.priceOf(request.offeringId()) : request.value();
        return new Deals.Opening(
                pipeline(request.pipeline()),
                request.prospectId(),
                request.offeringId(),
                request.ownerId(),
                MoneyMapper.toDomain(value),
                request.source());
    }

    /** Refuses a new owner who takes no deals, and an unknown offering. */
    void check(DealPatch before, DealPatch after) {
        if (!Objects.equals(after.ownerId(), before.ownerId())) {
            salespeople.mustTakeDeals(after.ownerId(), "/ownerId");
        }
        offerings.mustExist(after.offeringId(), "/offeringId");
    }

    /** What the caller may see of prospects and offerings, of those kinds that are wanted. */
    Related related(Caller caller, Expansion wanted, Collection<UUID> prospectIds, Collection<UUID> offeringIds) {
        return new Related(
                wanted.has(Expansion.Part.PROSPECT) ? prospects.shown(caller, prospectIds) : Map.of(),
                wanted.has(Expansion.Part.OFFERING) ? offerings.shown(caller, offeringIds) : Map.of());
    }

    private Pipeline pipeline(String key) {
        return pipelines.mustTakeDeals(Objects.requireNonNullElse(key, DEFAULT_PIPELINE), "/pipeline");
    }

    /** The version of the pipeline that a deal follows. */
    Pipeline pipelineOf(StoredDeal stored) {
        return pipelines.get(stored.deal().pipeline());
    }
}
