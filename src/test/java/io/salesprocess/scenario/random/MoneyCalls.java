package io.salesprocess.scenario.random;

import io.salesprocess.scenario.random.Exchange.Match;
import io.salesprocess.scenario.random.KnownDeal.Paid;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls about payments, refunds and reversals. */
final class MoneyCalls {

    private final Exchange exchange;
    private final Dice dice;

    MoneyCalls(Exchange exchange, Dice dice) {
        this.exchange = exchange;
        this.dice = dice;
    }

    void money(boolean comesIn) {
        if (!comesIn && dice.onceIn(6)) {
            reverse();
            return;
        }
        Map<String, Paid> reported = comesIn ? exchange.deal().payments : exchange.deal().refunds;
        List<Paid> referenced = reported.values().stream()
                .filter(paid -> paid.body().containsKey("reference"))
                .collect(Collectors.toList());
        if (!referenced.isEmpty() && dice.onceIn(4)) {
            reportAgain(referenced.get(dice.roll(referenced.size())));
            return;
        }
        String payment = dice.one(List.copyOf(exchange.deal().payments.keySet()));
        long left = exchange.deal().model.payments().getOrDefault(payment, 0L);
        String sum = comesIn
                ? dice.pick(dice.money(), dice.money(), "0 EUR", "-5 EUR")
                : dice.pick(left + " EUR", left - left / 3 + " EUR", left / 2 + " EUR", "1 USD", dice.money());
        Body body = Body.of("amount", Words.amount(sum));
        boolean referencedNow = dice.roll(3) > 0;
        if (referencedNow) {
            body.with("reference", "R-" + UUID.randomUUID());
        }
        String path = comesIn ? "/payments" : "/payments/" + payment + "/refunds";
        String said = sum.startsWith("0 ") || sum.startsWith("-")
                ? "invalid /amount/amount"
                : comesIn
                        ? exchange.deal().model.copy().fact("pay", "?", sum)
                        : exchange.deal().payments.containsKey(payment)
                                ? exchange.deal().model.copy().fact("refund", "?", payment, sum)
                                : "unknown";
        if (!said.startsWith("invalid") && !referencedNow && dice.onceIn(4)) {
            exchange.check(exchange.http().send("POST", exchange.deal().path(path), body.map()), "keyless", 0);
            return;
        }
        exchange.call("POST", exchange.deal().path(path), body.map(), said, 201, Match.OPTIONAL, !referencedNow)
                .ifPresent(answer -> {
                    String id = answer.text("id");
                    reported.put(id, new Paid(exchange.deal().path(path), body.map()));
                    if (comesIn) {
                        exchange.deal().model.fact("pay", id, sum);
                    } else {
                        exchange.deal().model.fact("refund", id, payment, sum);
                    }
                    exchange.isTagged(answer);
                });
    }

    private void reverse() {
        String payment = dice.one(List.copyOf(exchange.deal().payments.keySet()));
        String amount = exchange.deal().model.reversible().get(payment);
        String said = amount != null ? "yes" : exchange.deal().payments.containsKey(payment) ? "conflict" : "unknown";
        Body body = Body.of("reason", "Bounced").with("reference", "R-" + UUID.randomUUID());
        exchange.call(
                        "POST",
                        exchange.deal().path("/payments/" + payment + "/reversal"),
                        body.map(),
                        said,
                        201,
                        amount == null ? Match.IGNORED : Match.OPTIONAL)
                .ifPresent(answer -> {
                    exchange.deal().model.fact("reverse", answer.text("id"), payment, amount);
                    exchange.isTagged(answer);
                });
    }

    /** Under its reference money counts once; something else under it is refused. */
    private void reportAgain(Paid first) {
        if (dice.roll(3) > 0) {
            exchange.call("POST", first.path(), first.body(), "yes", 200, Match.IGNORED);
        } else {
            Map<String, Object> other = new TreeMap<>(first.body());
            other.put("amount", Words.amount("1001 EUR"));
            exchange.call("POST", first.path(), other, "conflict", 0, Match.IGNORED);
        }
    }
}
