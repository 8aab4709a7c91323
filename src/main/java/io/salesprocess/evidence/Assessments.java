package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The words of assessments; the facts are the deal's. */
@Singleton
class Assessments implements Sheet<AssessmentBody>, EvidenceWords {

    private static final String FIND = "SELECT note FROM assessment WHERE deal_id = ?";
    private static final String KEEP = """
            INSERT INTO assessment (deal_id, note) VALUES (?, ?)
            ON CONFLICT (deal_id) DO UPDATE SET note = excluded.note""";

    private static final String ERASE = "DELETE FROM assessment WHERE deal_id = ANY (?)";

    private final Sql sql;

    Assessments(Sql sql) {
        this.sql = sql;
    }

    @Override
    public AssessmentBody of(Deal deal) {
        // The note may be null in its row, which an optional of the row's value could not tell from no row.
        String note =
                sql.list(FIND, row -> row.getString("note"), deal.id()).stream().reduce(null, (none, found) -> found);
        return AssessmentBody.of(deal.evidence().assessment(), note);
    }

    @Override
    public Fact fact(AssessmentBody after) {
        return after.fact();
    }

    @Override
    public void keep(UUID dealId, AssessmentBody before, AssessmentBody after, Actor by) {
        sql.update(KEEP, dealId, after.note());
    }

    @Override
    public String name() {
        return "assessment";
    }

    @Override
    public AssessmentBody export(Deal deal) {
        return of(deal);
    }

    @Override
    public void erase(List<UUID> dealIds) {
        sql.update(ERASE, (Object) dealIds.toArray(UUID[]::new));
    }
}
