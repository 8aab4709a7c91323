package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Refusal;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;

/** What the domain refuses, as the problem that callers see. */
final class Refusals {

    private Refusals() {}

    static ProblemException problem(Refusal refusal, Deal deal) {
        if (refusal instanceof Refusal.CriteriaUnmet unmet) {
            int count = unmet.unmet().size();
            return ProblemException.of(
                            ProblemType.CRITERIA_UNMET,
                            (count == 1 ? "1 exit criterion does" : count + " exit criteria do")
                                    + " not hold; see unmet.")
                    .with("unmet", UnmetResponse.of(unmet.unmet(), deal.id()));
        }
        if (refusal instanceof Refusal.OutOfOrder order) {
            return ProblemException.of(
                            ProblemType.OUT_OF_ORDER,
                            "The deal is in stage " + order.actual() + ", not in " + order.believed() + ".")
                    .with("stage", order.actual());
        }
        if (refusal instanceof Refusal.DealClosed closed) {
            return ProblemException.of(
                            ProblemType.DEAL_CLOSED,
                            closed.status() == DealStatus.WON
                                    ? "The deal is won, which is final."
                                    : "The deal is lost. Reopen it first.")
                    .with("dealStatus", closed.status());
        }
        if (refusal instanceof Refusal.TransitionNotAllowed transition) {
            return ProblemException.of(
                    ProblemType.TRANSITION_NOT_ALLOWED,
                    "A deal that is " + HyphenatedEnums.nameOf(transition.status()) + " cannot "
                            + HyphenatedEnums.nameOf(transition.type()) + ".");
        }
        if (refusal instanceof Refusal.ReasonMissing missing) {
            return ProblemException.invalid(FieldError.at(
                    "/reason", "is needed for " + HyphenatedEnums.nameOf(missing.type()) + ", and must say something"));
        }
        if (refusal instanceof Refusal.Conflict conflict) {
            return ProblemException.of(ProblemType.CONFLICT, conflict.detail());
        }
        if (refusal instanceof Refusal.Forbidden forbidden) {
            return ProblemException.of(ProblemType.FORBIDDEN, forbidden.detail());
        }
        Refusal.RuleViolated violated = (Refusal.RuleViolated) refusal;
        return ProblemException.of(ProblemType.RULE_VIOLATED, violated.detail()).with("rule", violated.rule());
    }
}
