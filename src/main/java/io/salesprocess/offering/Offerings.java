package io.salesprocess.offering;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.money.Amount;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The offerings there are. */
@Singleton
public class Offerings implements PanacheRepositoryBase<OfferingEntity, UUID> {

    /** Refuses an offering that does not exist; null is fine. */
    public void mustExist(UUID offeringId, String pointer) {
        if (offeringId != null && findById(offeringId) == null) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an offering"));
        }
    }

    /** What a deal about this offering is worth unless said otherwise; null if unknown. */
    public Amount priceOf(UUID offeringId) {
        OfferingEntity entity = offeringId == null ? null : findById(offeringId);
        return entity == null ? null : price(entity);
    }

    static Amount price(OfferingEntity entity) {
        return entity.priceCurrency == null ? null : new Amount(entity.priceAmount, entity.priceCurrency);
    }

    List<OfferingEntity> after(UUID id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }
}
