package io.salesprocess.intake;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.MergedDeals;
import io.salesprocess.prospect.Merge;
import io.salesprocess.prospect.MergedData;
import jakarta.inject.Singleton;
import java.util.List;

/** Submissions name the prospect of their deal, also once prospects are merged. */
@Singleton
class MergedSubmissions implements MergedData {

    private final Submissions submissions;
    private final MergedDeals deals;

    MergedSubmissions(Submissions submissions, MergedDeals deals) {
        this.submissions = submissions;
        this.deals = deals;
    }

    @Override
    public void merge(Caller by, Merge merge) {
        submissions.merge(merge.duplicateId(), merge.prospectId());
    }

    /** Deals tell of submissions that came since. */
    @Override
    public List<String> dependents(Merge merge) {
        return List.of();
    }

    @Override
    public void undo(Caller by, Merge merge) {
        submissions.giveBack(merge.prospectId(), deals.ids(merge), merge.duplicateId());
    }
}
