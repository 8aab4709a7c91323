package io.salesprocess.evidence;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads and changes the sheets of deals. */
@UseCase
class SheetService {

    private final Deals deals;

    SheetService(Deals deals) {
        this.deals = deals;
    }

    /** What a sheet says of a deal that the caller may see. */
    <B> Recorded<B> get(Caller caller, UUID dealId, Sheet<B> sheet) {
        Deal deal = deals.get(caller, dealId);
        return new Recorded<>(sheet.of(deal), deal);
    }

    /** Changes a sheet; refused on a closed deal. A patch that changes nothing is no event. */
    <B> Recorded<B> update(
            Caller caller, UUID dealId, ExpectedVersion version, Sheet<B> sheet, UnaryOperator<B> patch) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        B before = sheet.of(locked.deal());
        B after = patch.apply(before);
        sheet.check(after);
        if (after.equals(before)) {
            return new Recorded<>(after, locked.deal());
        }
        Deal deal =
                deals.change(locked, DealCommand.Record.of(sheet.fact(after))).deal();
        sheet.keep(dealId, before, after, locked.actor());
        return new Recorded<>(after, deal);
    }
}
