package io.salesprocess.evidence;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.TimeOrder;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Questions of the client, and their answers. */
@UseCase
class QuestionService {

    private final Deals deals;
    private final DealRecords records;
    private final QuestionStore questions;
    private final Ids ids;
    private final Clock clock;

    QuestionService(Deals deals, DealRecords records, QuestionStore questions, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.questions = questions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Questions of a deal that the caller may see, oldest first. */
    List<QuestionEntity> list(Caller caller, UUID dealId, UUID after, int limit) {
        return records.list(caller, questions, dealId, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return records.count(caller, questions, dealId);
    }

    /** One question of a deal that the caller may see. */
    Recorded<QuestionEntity> get(Caller caller, UUID dealId, UUID id) {
        return records.get(caller, questions, dealId, id);
    }

    /** Takes down a question. Until it is answered, it keeps the deal from leaving the relationship stage (rule 3). */
    Recorded<QuestionEntity> ask(Caller caller, UUID dealId, ExpectedVersion version, QuestionText request) {
        LockedDeal locked = deals.lock(caller, Permission.WELCOME_CLIENTS, dealId, version);
        QuestionEntity question = new QuestionEntity();
        question.id = ids.next();
        question.dealId = dealId;
        question.text = request.text();
        question.askedAt = clock.instant();
        return records.add(locked, questions, question, new Fact.QuestionAsked(question.id));
    }

    /** Answers a question; refused is a second answer. */
    Recorded<QuestionEntity> answer(
            Caller caller, UUID dealId, UUID id, ExpectedVersion version, QuestionText request) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        return records.step(locked, questions, id, question -> new Fact.QuestionAnswered(question.id), question -> {
            question.answer = request.text();
            question.answeredAt = TimeOrder.notBefore(question.askedAt, clock.instant());
        });
    }
}
