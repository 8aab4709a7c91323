package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The words of assessments; the facts are the deal's. */
@Singleton
class Assessments {

    private static final String FIND = "SELECT note FROM assessment WHERE deal_id = ?";
    private static final String KEEP = """
            INSERT INTO assessment (deal_id, note) VALUES (?, ?)
            ON CONFLICT (deal_id) DO UPDATE SET note = excluded.note""";

    private final Sql sql;

    Assessments(Sql sql) {
        this.sql = sql;
    }

    AssessmentBody of(Deal deal) {
        // The note may be null in its row, which an optional of the row's value could not tell from no row.
        String note =
                sql.list(FIND, row -> row.getString("note"), deal.id()).stream().reduce(null, (none, found) -> found);
        return AssessmentBody.of(deal.evidence().assessment(), note);
    }

    void keepNote(UUID dealId, String note) {
        sql.update(KEEP, dealId, note);
    }
}
