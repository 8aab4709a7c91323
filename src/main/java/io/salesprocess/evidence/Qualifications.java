package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What is known about the products of prospects, in words: one qualification a deal. */
@Singleton
class Qualifications implements Sheet<QualificationBody>, EvidenceWords {

    private static final String FIND = """
            SELECT product_background, product_history, target_audience, possible_issues, note
            FROM qualification WHERE deal_id = ?""";
    private static final String KEEP = """
            INSERT INTO qualification
                (deal_id, product_background, product_history, target_audience, possible_issues, note)
            VALUES (?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT (deal_id) DO UPDATE SET product_background = excluded.product_background,
                product_history = excluded.product_history, target_audience = excluded.target_audience,
                possible_issues = excluded.possible_issues, note = excluded.note""";

    private static final String ERASE = "DELETE FROM qualification WHERE deal_id = ANY (?)";

    private final Sql sql;
    private final Json json;

    Qualifications(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    @Override
    public QualificationBody of(Deal deal) {
        return sql.first(FIND, this::read, deal.id()).orElse(QualificationBody.EMPTY);
    }

    @Override
    public Fact fact(QualificationBody after) {
        return after.fact();
    }

    @Override
    public void keep(UUID dealId, QualificationBody before, QualificationBody body, Actor by) {
        sql.update(
                KEEP,
                dealId,
                body.productBackground(),
                body.productHistory(),
                body.targetAudience(),
                json.write(body.possibleIssues()),
                body.note());
    }

    @Override
    public String name() {
        return "qualification";
    }

    @Override
    public QualificationBody export(Deal deal) {
        return of(deal);
    }

    @Override
    public void erase(List<UUID> dealIds) {
        sql.update(ERASE, (Object) dealIds.toArray(UUID[]::new));
    }

    private QualificationBody read(ResultSet row) throws SQLException {
        return new QualificationBody(
                row.getString("product_background"),
                row.getString("product_history"),
                row.getString("target_audience"),
                List.of(json.read(row.getString("possible_issues"), String[].class)),
                row.getString("note"));
    }
}
