package io.salesprocess.payment;

import io.salesprocess.deal.Deals;
import io.salesprocess.platform.sql.Sql;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Why money went back. */
@Singleton
class RefundPersonalData implements PersonalData {

    private static final String FORGET_WORDS =
            "UPDATE refund SET reason = NULL WHERE deal_id IN (SELECT id FROM deal WHERE prospect_id = ?)";

    private final Refunds refunds;
    private final Deals deals;
    private final Sql sql;

    RefundPersonalData(Refunds refunds, Deals deals, Sql sql) {
        this.refunds = refunds;
        this.deals = deals;
        this.sql = sql;
    }

    @Override
    public String name() {
        return "refunds";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return refunds.list("dealId in ?1 order by id", deals.ofProspect(prospectId)).stream()
                .map(RefundResponse::of)
                .toList();
    }

    @Override
    public void erase(UUID prospectId) {
        sql.update(FORGET_WORDS, prospectId);
    }
}
