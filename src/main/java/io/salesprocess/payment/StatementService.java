package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.paper.Papers;
import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.paper.render.PaperOrder;
import io.salesprocess.platform.api.UseCase;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** The account of a deal, made of its entries (rule 16). */
@UseCase
class StatementService {

    private final Deals deals;
    private final EntryStore entries;
    private final PaymentPlanStore plans;
    private final Papers papers;
    private final Clock clock;

    StatementService(Deals deals, EntryStore entries, PaymentPlanStore plans, Papers papers, Clock clock) {
        this.papers = papers;
        this.deals = deals;
        this.entries = entries;
        this.plans = plans;
        this.clock = clock;
    }

    /** A statement, and the payment plan as it stands by it. */
    record Account(Statement statement, PaymentPlan plan) {}

    /** The account of a deal that the caller may see. */
    Recorded<Account> get(Caller caller, UUID dealId) {
        // The deal first: an entry recorded in between then makes its version too old, and not too new.
        Deal deal = deals.get(caller, dealId);
        Statement statement = Statement.of(dealId, deal.currency(), deal.value(), entries.ofDeal(dealId));
        PaymentPlan plan = PaymentPlan.of(
                plans.ofDeal(dealId), statement.collected(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return new Recorded<>(new Account(statement, plan), deal);
    }

    /**
     * The same as a document to be printed.
     *
     * @param language null for the usual one
     */
    Recorded<PaperOrder> paper(Caller caller, UUID dealId, PaperLanguage language) {
        Recorded<Account> account = get(caller, dealId);
        Deal deal = account.deal();
        PaperOrder order = papers.statement(
                deal,
                deals.number(deal),
                papers.language(language),
                style -> StatementPaper.facts(account.row(), style));
        return new Recorded<>(order, deal);
    }
}
