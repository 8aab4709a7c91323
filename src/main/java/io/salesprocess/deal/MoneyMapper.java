package io.salesprocess.deal;

import io.salesprocess.deal.domain.Money;
import io.salesprocess.platform.kernel.Amount;

/** Money between the domain and JSON. */
public final class MoneyMapper {

    private MoneyMapper() {}

    /** Null stays null. */
    public static Amount toJson(Money money) {
        return money == null ? null : new Amount(money.amount(), money.currency());
    }

    /** Null stays null. */
    public static Money toDomain(Amount amount) {
        return amount == null ? null : new Money(amount.amount(), amount.currency());
    }
}
