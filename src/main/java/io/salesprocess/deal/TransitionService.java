package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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

    /**
     * What became of one transition of many.
     *
     * @param change null if it was refused
     * @param refusal null if it was made
     */
    record Attempt(Deals.Change change, ProblemException refusal) {}

    /** Makes transitions in this order, each by itself; what can be made is written together. */
    List<Attempt> makeAll(Caller caller, List<TransitionItem> transitions) {
        Deals.Batch batch = deals.lockAll(dealsOf(transitions));
        List<Attempt> attempts = attempts(batch, caller, transitions);
        batch.write();
        return attempts;
    }

    /** What making them would change; nothing is locked or written. */
    List<Attempt> dryRunAll(Caller caller, List<TransitionItem> transitions) {
        return attempts(deals.readAll(dealsOf(transitions)), caller, transitions);
    }

    /** Those of these deals that the caller may see. */
    Set<UUID> shown(Caller caller, List<UUID> ids) {
        Deals.Batch batch = deals.readAll(ids);
        return ids.stream().filter(id -> batch.shows(caller, id)).collect(Collectors.toSet());
    }

    private static List<Attempt> attempts(Deals.Batch batch, Caller caller, List<TransitionItem> transitions) {
        return transitions.stream()
                .map(transition -> attempt(batch, caller, transition))
                .toList();
    }

    private static Attempt attempt(Deals.Batch batch, Caller caller, TransitionItem wanted) {
        try {
            return new Attempt(batch.change(caller, Permission.WORK_ON_DEALS, wanted.dealId(), wanted.command()), null);
        } catch (ProblemException refusal) {
            return new Attempt(null, refusal);
        }
    }

    private static Set<UUID> dealsOf(List<TransitionItem> transitions) {
        return transitions.stream().map(TransitionItem::dealId).collect(Collectors.toSet());
    }
}
