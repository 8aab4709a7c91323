package io.salesprocess.scenario.random;

import static io.salesprocess.scenario.random.Words.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.scenario.random.Exchange.Match;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.PlainModel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Calls that move a deal, or only ask whether they would. */
final class TransitionCalls {

    private final Exchange exchange;
    private final Dice dice;
    private final RandomWorld world;

    TransitionCalls(Exchange exchange, Dice dice, RandomWorld world) {
        this.exchange = exchange;
        this.dice = dice;
        this.world = world;
    }

    void transition(boolean meantWell) {
        KnownDeal deal = exchange.deal();
        String type = meantWell
                ? deal.model.status().equals("lost")
                        ? "reopen"
                        : dice.pick("advance", "advance", "advance", "fall-short")
                : dice.pick("advance", "fall-short", "lose", "reopen");
        String from =
                meantWell || dice.roll(3) > 0 ? deal.model.stage() : dice.pick("nowhere", "won", anyStage(), null, " ");
        String reason = meantWell || dice.roll(3) > 0 ? "Reason " + dice.roll(100) : dice.pick(null, "", "  ");
        PlainModel after = deal.model.copy();
        String said =
                from == null || from.isBlank() ? "invalid /from" : after.transition(type, from, reason, Instant.now());
        boolean dry = dice.onceIn(8);
        Map<String, Object> body =
                Body.of("type", type, "from", from, "reason", reason).map();
        Match match = Match.OPTIONAL;
        Optional<Answer> made = dry
                ? exchange.call("POST", deal.path("/transitions?dryRun=true"), body, said, 200, match)
                : exchange.call("POST", deal.path("/transitions"), body, said, 201, match);
        made.ifPresent(answer -> {
            String left = type.equals("reopen") ? "lost" : deal.model.stage();
            String entered = type.equals("lose") || after.status().equals("won") ? after.status() : after.stage();
            assertThat(texts(answer.body(), "type", "from", "to", "attempt", "version", "sequence"))
                    .as(exchange::story)
                    .containsExactly(
                            type, left, entered, "" + after.attempt(), "" + after.events(), "" + after.events());
            assertThat(answer.body().path("actor").path("kind").asText())
                    .as(exchange::story)
                    .isEqualTo("api-key");
            if (!dry) {
                deal.model = after;
                deal.lostReason = deal.model.status().equals("lost") ? reason : null;
                world.count(type.equals("reopen") ? "reopened" : deal.model.status());
            }
        });
    }

    private String anyStage() {
        return dice.pick(
                "pre-qualification", "selection", "qualification", "relationship", "negotiation", "conversion");
    }
}
