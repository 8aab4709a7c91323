package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import java.util.List;
import java.util.UUID;

/** Moves deals, and tells what can happen to them now (rules 1 to 4 and 6). */
@UseCase
class TransitionService {

    private final Deals deals;
    private final Pipelines pipelines;

    TransitionService(Deals deals, Pipelines pipelines) {
        this.deals = deals;
        this.pipelines = pipelines;
    }

    /** A deal, and the transitions that its status allows. */
    record Options(Deal deal, List<SalesProcess.Option> transitions) {}

    Options options(Caller caller, UUID id) {
        Deal deal = deals.get(caller, id);
        return new Options(deal, SalesProcess.options(pipelines.get(deal.pipeline()), deal));
    }

    /** Moves the deal; refused is what the process does not allow. */
    Deals.Change make(Caller caller, UUID id, ExpectedVersion version, DealCommand.Transition transition) {
        return deals.change(deals.lock(caller, Permission.WORK_ON_DEALS, id, version), transition);
    }

    /** What moving the deal would change; refused like the move itself. */
    Deals.Change dryRun(Caller caller, UUID id, ExpectedVersion version, DealCommand.Transition transition) {
        return deals.dryRun(caller, Permission.WORK_ON_DEALS, id, version, transition);
    }
}
