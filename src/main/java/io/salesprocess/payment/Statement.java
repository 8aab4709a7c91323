package io.salesprocess.payment;

import io.salesprocess.deal.domain.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The account of a deal: every entry in the order in which they were recorded, and what they add up to. All figures are sums of the
 * entries (rule 16). The doors turn it into JSON or CSV.
 *
 * @param currency null if neither a value nor a payment has chosen one
 * @param value null while unknown
 */
record Statement(UUID dealId, String currency, Money value, List<Line> lines) {

    /** @param balance what had been collected once the entry was recorded, in the currency's minor unit */
    record Line(Entry entry, long balance) {}

    static Statement of(UUID dealId, String currency, Money value, List<Entry> entries) {
        List<Line> lines = new ArrayList<>();
        long balance = 0;
        for (Entry entry : entries) {
            balance += entry.signed();
            lines.add(new Line(entry, balance));
        }
        return new Statement(dealId, currency, value, lines);
    }

    long sum(EntryKind kind) {
        return lines.stream()
                .map(Line::entry)
                .filter(entry -> entry.kind() == kind)
                .mapToLong(entry -> entry.amount().amount())
                .sum();
    }

    long collected() {
        return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).balance();
    }
}
