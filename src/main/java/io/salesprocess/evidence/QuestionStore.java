package io.salesprocess.evidence;

import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.domain.Deal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of questions. */
@Singleton
class QuestionStore implements DealRows<QuestionEntity>, EvidenceWords {

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public List<QuestionResponse> export(Deal deal) {
        return ofDeal(deal.id()).stream().map(QuestionResponse::of).toList();
    }

    @Override
    public void erase(List<UUID> dealIds) {
        update("text = null, answer = null where dealId in ?1", dealIds);
    }
}
