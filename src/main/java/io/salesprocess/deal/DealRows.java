package io.salesprocess.deal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.platform.api.ProblemException;
import java.util.List;
import java.util.UUID;

/**
 * What a feature keeps for a deal in rows of its own. Their entities have an {@code id} and a {@code dealId}. Rows are asked
 * for with the deal in hand, which nobody has to whom it is not shown.
 */
public interface DealRows<E> extends PanacheRepositoryBase<E, UUID> {

    /** Rows of the deal, oldest first, that come after this one. */
    default List<E> after(Deal deal, UUID id, int limit) {
        return find("dealId = ?1 and id > ?2 order by id", deal.id(), id)
                .page(0, limit)
                .list();
    }

    /** How many rows the deal has. */
    default long count(Deal deal) {
        return count("dealId = ?1", deal.id());
    }

    /** One row of the deal; a row of another deal is not found. */
    default E of(Deal deal, UUID id) {
        return find("dealId = ?1 and id = ?2", deal.id(), id)
                .firstResultOptional()
                .orElseThrow(ProblemException::notFound);
    }

    /** All rows of the deal. */
    default List<E> ofDeal(UUID dealId) {
        return list("dealId = ?1 order by id", dealId);
    }
}
