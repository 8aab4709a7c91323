package io.salesprocess.document;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.paper.Papers;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The pages of documents and links to them, who signed, how, and why a document was voided. */
@Singleton
class DocumentPersonalData implements PersonalData {

    private final DocumentStore documents;
    private final DocumentLinkStore links;
    private final Papers papers;
    private final Deals deals;

    DocumentPersonalData(DocumentStore documents, DocumentLinkStore links, Papers papers, Deals deals) {
        this.links = links;
        this.papers = papers;
        this.documents = documents;
        this.deals = deals;
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return documents.ofDeals(deals.ofProspect(prospectId)).stream()
                .map(DocumentResponse::of)
                .toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        List<UUID> all = deals.ofProspect(prospectId);
        links.revokeAll(all);
        documents.forgetWords(all);
        papers.erase(all);
    }
}
