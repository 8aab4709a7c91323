package io.salesprocess.evidence;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Greetings: the friendly welcome with which the relationship begins. */
@UseCase
class GreetingService {

    private final Deals deals;
    private final DealRecords records;
    private final GreetingStore greetings;
    private final Ids ids;
    private final Clock clock;

    GreetingService(Deals deals, DealRecords records, GreetingStore greetings, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.greetings = greetings;
        this.ids = ids;
        this.clock = clock;
    }

    /** Greetings of a deal that the caller may see, oldest first. */
    List<GreetingEntity> list(Caller caller, UUID dealId, UUID after, int limit) {
        return records.list(caller, greetings, dealId, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return records.count(caller, greetings, dealId);
    }

    /** One greeting of a deal that the caller may see. */
    Recorded<GreetingEntity> get(Caller caller, UUID dealId, UUID id) {
        return records.get(caller, greetings, dealId, id);
    }

    /** Records a greeting; refused on a closed deal. */
    Recorded<GreetingEntity> record(Caller caller, UUID dealId, ExpectedVersion version, GreetingRequest request) {
        LockedDeal locked = deals.lock(caller, Permission.WELCOME_CLIENTS, dealId, version);
        GreetingEntity greeting = new GreetingEntity();
        greeting.id = ids.next();
        greeting.dealId = dealId;
        greeting.by = HyphenatedEnums.nameOf(request.by());
        greeting.channel = request.channel();
        greeting.note = request.note();
        greeting.at = clock.instant();
        return records.add(locked, greetings, greeting, new Fact.GreetingGiven(greeting.id, request.by()));
    }
}
