package io.salesprocess.offering;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.cache.Recent;
import io.salesprocess.platform.money.Amount;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.sql.AfterCommit;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The offerings there are. */
@Singleton
public class Offerings implements PanacheRepositoryBase<OfferingEntity, UUID> {

    private static final String PRICE = "SELECT price_amount, price_currency FROM offering WHERE id = ?";

    private final Sql sql;
    private final AfterCommit afterCommit;
    private final Recent<UUID, Optional<Amount>> prices = new Recent<>();

    Offerings(Sql sql, AfterCommit afterCommit) {
        this.sql = sql;
        this.afterCommit = afterCommit;
    }

    /** Refuses an offering that does not exist; null is fine. */
    public void mustExist(UUID offeringId, String pointer) {
        if (offeringId != null && findById(offeringId) == null) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an offering"));
        }
    }

    /** What a deal about this offering is worth unless said otherwise; null if unknown. */
    public Amount priceOf(UUID offeringId) {
        return offeringId == null
                ? null
                : prices.get(offeringId, this::readPrice).orElse(null);
    }

    /** A price is about to be changed. */
    void priceChanges() {
        afterCommit.run(prices::forget);
    }

    private Optional<Amount> readPrice(UUID offeringId) {
        return sql.first(PRICE, Offerings::price, offeringId).flatMap(price -> price);
    }

    private static Optional<Amount> price(ResultSet row) throws SQLException {
        String currency = row.getString("price_currency");
        return Optional.ofNullable(currency == null ? null : new Amount(row.getLong("price_amount"), currency));
    }

    static Amount price(OfferingEntity entity) {
        return entity.priceCurrency == null ? null : new Amount(entity.priceAmount, entity.priceCurrency);
    }

    List<OfferingEntity> after(UUID id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }
}
