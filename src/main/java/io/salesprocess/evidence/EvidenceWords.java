package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Deal;
import java.util.List;
import java.util.UUID;

/** The words that evidence of one kind keeps of prospects (rule 12). Every store of evidence implements it. */
interface EvidenceWords {

    /** The name under which they are handed out. */
    String name();

    /** All of a deal, in the shape that the API shows. */
    Object export(Deal deal);

    /** Erases those of these deals. Rows that history names stay, without words. */
    void erase(List<UUID> dealIds);
}
