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
import io.salesprocess.platform.kernel.PastTimes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Activities: what a salesperson chose to do inside a stage (rule 5). */
@UseCase
class ActivityService {

    private final Deals deals;
    private final DealRecords records;
    private final ActivityStore activities;
    private final Ids ids;
    private final Clock clock;

    ActivityService(Deals deals, DealRecords records, ActivityStore activities, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.activities = activities;
        this.ids = ids;
        this.clock = clock;
    }

    /** Activities of a deal that the caller may see, oldest first. */
    List<ActivityEntity> list(Caller caller, UUID dealId, UUID after, int limit) {
        return records.list(caller, activities, dealId, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return records.count(caller, activities, dealId);
    }

    /** One activity of a deal that the caller may see. */
    Recorded<ActivityEntity> get(Caller caller, UUID dealId, UUID id) {
        return records.get(caller, activities, dealId, id);
    }

    /** Records an activity, in any order and number (rule 5); refused is one that is still to come. */
    Recorded<ActivityEntity> record(Caller caller, UUID dealId, ExpectedVersion version, ActivityRequest request) {
        Instant now = clock.instant();
        Instant at = PastTimes.orNow(request.at(), now, "/at");
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        ActivityEntity activity = new ActivityEntity();
        activity.id = ids.next();
        activity.dealId = dealId;
        activity.kind = request.kind();
        activity.outcome = HyphenatedEnums.nameOf(request.outcome());
        activity.note = request.note();
        activity.recordedAt = now;
        activity.at = at;
        return records.add(
                locked,
                activities,
                activity,
                new Fact.ActivityRecorded(activity.id, activity.kind, request.outcome(), at));
    }
}
