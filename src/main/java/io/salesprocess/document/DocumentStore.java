package io.salesprocess.document;

import io.salesprocess.deal.DealRows;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of documents. */
@Singleton
class DocumentStore implements DealRows<DocumentEntity> {

    List<DocumentEntity> ofDeals(List<UUID> dealIds) {
        return list("dealId in ?1 order by id", dealIds);
    }

    /** Erases who signed and why documents were voided; the rows stay, since history names them. */
    void forgetWords(List<UUID> dealIds) {
        update("signedBy = null, means = null, voidReason = null where dealId in ?1", dealIds);
    }
}
