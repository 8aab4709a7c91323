package io.salesprocess.proposal;

import io.salesprocess.offering.OfferingResponse;
import io.salesprocess.offering.Offerings;
import io.salesprocess.offering.Rate;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.kernel.Amount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a proposal offers, added up.
 *
 * @param items null if only an amount was named
 * @param net null if only an amount was named
 * @param taxes null if only an amount was named
 * @param gross what becomes the deal's value
 */
record Offer(List<Item> items, Amount net, List<Tax> taxes, Amount gross) {

    /**
     * Reads and adds up what a caller proposes. Refused are items in several currencies, offerings that do not exist, a total that is
     * 0 or larger than an amount can be, and a time that has passed.
     */
    static Offer of(ProposalRequest request, Offerings offerings, Instant now) {
        Faults faults = new Faults();
        if (request.validUntil() != null && !request.validUntil().isAfter(now)) {
            faults.add(FieldError.at("/validUntil", "must be in the future"));
        }
        boolean hasItems = request.items() != null;
        if (hasItems == (request.amount() != null)) {
            faults.add(FieldError.at(hasItems ? "/amount" : "/items", "either items or amount is needed, not both"));
        }
        faults.throwIfAny();
        return hasItems ? itemised(request.items(), offerings) : new Offer(null, null, null, request.amount());
    }

    private static Offer itemised(List<ItemRequest> requests, Offerings offerings) {
        Faults faults = new Faults();
        String currency = requests.get(0).unitPrice().currency();
        List<Wanted> lines = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ItemRequest request = requests.get(i);
            String pointer = "/items/" + i;
            lines.add(wanted(request, pointer, offerings, faults));
            if (!request.unitPrice().currency().equals(currency)) {
                faults.add(FieldError.at(
                        pointer + "/unitPrice/currency", "must be the currency of the first item, " + currency));
            }
        }
        faults.throwIfAny();
        Totals totals = Totals.of(lines.stream().map(Wanted::line).toList());
        if (totals.gross().signum() == 0) {
            faults.add(FieldError.at("/items", "must come to more than 0; the discounts leave nothing"));
        } else if (totals.gross().compareTo(BigDecimal.valueOf(Amount.MOST)) > 0) {
            faults.add(FieldError.at("/items", "must come to at most " + Amount.MOST));
        }
        faults.throwIfAny();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            items.add(lines.get(i).item(amount(totals.nets().get(i), currency)));
        }
        List<Tax> taxes = new ArrayList<>();
        totals.taxes().forEach((rate, sum) -> taxes.add(new Tax(Rate.plain(rate), amount(sum.amount(), currency))));
        return new Offer(items, amount(totals.net(), currency), taxes, amount(totals.gross(), currency));
    }

    /** A line with what its offering says of it. */
    private record Wanted(ItemRequest request, String description, BigDecimal discount, BigDecimal taxRate) {

        Totals.Line line() {
            return new Totals.Line(
                    request.quantity(), BigDecimal.valueOf(request.unitPrice().amount()), discount, taxRate);
        }

        Item item(Amount net) {
            return new Item(
                    request.offeringId(),
                    description,
                    request.quantity(),
                    request.unitPrice(),
                    Rate.plain(discount),
                    Rate.plain(taxRate),
                    net);
        }
    }

    private static Wanted wanted(ItemRequest request, String pointer, Offerings offerings, Faults faults) {
        OfferingResponse offering = offerings.find(request.offeringId()).orElse(null);
        String description =
                request.description() == null ? "" : request.description().strip();
        if (request.offeringId() != null && offering == null) {
            faults.add(FieldError.at(pointer + "/offeringId", "is not the id of an offering"));
        } else if (description.isEmpty() && offering == null) {
            faults.add(FieldError.at(pointer + "/description", "is needed unless there is an offering"));
        } else if (description.isEmpty()) {
            description = offering.name();
        }
        String taxRate = request.taxRate() == null && offering != null ? offering.taxRate() : request.taxRate();
        return new Wanted(request, description, decimal(request.discount()), decimal(taxRate));
    }

    private static Amount amount(BigDecimal amount, String currency) {
        return new Amount(amount.longValueExact(), currency);
    }

    private static BigDecimal decimal(String text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
