package io.salesprocess.document;

import io.salesprocess.deal.Deals;
import io.salesprocess.platform.sql.Sql;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Who signed, how, and why a document was voided. */
@Singleton
class DocumentPersonalData implements PersonalData {

    private static final String FORGET_WORDS = """
            UPDATE document SET signed_by = NULL, means = NULL, void_reason = NULL
            WHERE deal_id IN (SELECT id FROM deal WHERE prospect_id = ?)
            """;

    private final Documents documents;
    private final Deals deals;
    private final Sql sql;

    DocumentPersonalData(Documents documents, Deals deals, Sql sql) {
        this.documents = documents;
        this.deals = deals;
        this.sql = sql;
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return documents.list("dealId in ?1 order by id", deals.ofProspect(prospectId)).stream()
                .map(DocumentResponse::of)
                .toList();
    }

    @Override
    public void erase(UUID prospectId) {
        sql.update(FORGET_WORDS, prospectId);
    }
}
