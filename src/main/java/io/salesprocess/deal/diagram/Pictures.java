package io.salesprocess.deal.diagram;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import java.util.UUID;

/** Looks up what pictures are drawn from. */
@UseCase
class Pictures {

    private final Pipelines pipelines;
    private final Deals deals;

    Pictures(Pipelines pipelines, Deals deals) {
        this.pipelines = pipelines;
        this.deals = deals;
    }

    /**
     * The picture of a deal.
     *
     * @param version of the deal, which looks the same as long as it has it
     */
    record OfDeal(Diagram diagram, long version) {}

    /** The newest version of a pipeline. */
    Diagram ofPipeline(String key) {
        return pipelines.newest(key).map(Diagram::of).orElseThrow(ProblemException::notFound);
    }

    /** A deal that the caller may see. */
    OfDeal ofDeal(Caller caller, UUID id) {
        caller.require(Permission.READ_DEALS);
        Deal deal = deals.get(caller, id);
        return new OfDeal(Diagram.of(pipelines.get(deal.pipeline()), deal), deal.sequence());
    }
}
