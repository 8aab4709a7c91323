package io.salesprocess.scenario.random;

import io.salesprocess.testkit.PlainModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client's dealings with the service: random calls, good and bad, each of whose answers is compared with what
 * {@link PlainModel} says. All that is left to chance comes from one seed.
 */
final class RandomLife {

    private final Dice dice;
    private final Exchange exchange;
    private final IntakeCalls intake;
    private final TransitionCalls transitions;
    private final TermCalls terms;
    private final TalkCalls talk;
    private final PaperCalls papers;
    private final MoneyCalls money;
    private final NonsenseCalls nonsense;
    /** How likely a call is meant well, from life to life. */
    private final double sense;

    RandomLife(long seed, RandomWorld world) {
        dice = new Dice(seed);
        sense = 0.3 + 0.65 * dice.share();
        exchange = new Exchange(dice, world);
        intake = new IntakeCalls(exchange, dice, world, dice.pick("standard", "proposal"));
        transitions = new TransitionCalls(exchange, dice, world);
        terms = new TermCalls(exchange, dice, world);
        talk = new TalkCalls(exchange, dice);
        papers = new PaperCalls(exchange, dice);
        money = new MoneyCalls(exchange, dice);
        nonsense = new NonsenseCalls(exchange, dice);
    }

    /** Begins, makes so many calls, and looks at everything after each. */
    void live(int calls) {
        intake.begin();
        for (int i = 0; i < calls; i++) {
            int kind = dice.roll(24);
            if (kind < 7) {
                transitions.transition(dice.share() < sense);
            } else if (kind < 9) {
                exchange.retry();
            } else if (kind < 10) {
                nonsense.nonsense();
            } else if (dice.share() < sense) {
                helpful();
            } else {
                arbitrary();
            }
            DealView view = new DealView(exchange.http(), exchange.deal(), exchange::story);
            view.deal();
            if (dice.onceIn(4)) {
                view.transitions();
            }
            if (i == calls - 1) {
                view.lists();
                view.survey();
                intake.comparePerson();
            }
        }
    }

    /** Leads on, towards what the current stage still lacks. */
    private void helpful() {
        KnownDeal deal = exchange.deal();
        if (deal.model.status().equals("won")) {
            money.money(dice.onceIn(2) || deal.payments.isEmpty());
            return;
        }
        List<String> unmet = deal.model.unmet();
        if (unmet.isEmpty() || !deal.model.status().equals("open")) {
            arbitrary();
            return;
        }
        String lacking = unmet.get(dice.roll(unmet.size()));
        switch (lacking.substring(lacking.indexOf('/') + 1)) {
            case "submission-received" -> intake.submit();
            case "survey-started" -> terms.change("/survey", "answers", new TreeMap<>(Map.of("need", "Call sheets")));
            case "interest-strong", "trust-established", "fit-confirmed" ->
                terms.change("/assessment", "interest", "strong", "trustedAdvisor", true, "fit", "fit");
            case "offering-selected" -> terms.selectOffering();
            case "greeted" -> talk.greeting();
            case "questions-answered" -> talk.answer();
            case "message-channel-offered" -> talk.link();
            case "messages-followed-up" -> talk.followUp();
            case "proposal-accepted" -> {
                if (deal.model.proposals().isEmpty() || dice.onceIn(4)) {
                    papers.propose();
                } else {
                    papers.proposal(dice.pick("send", "accept"), dice.one(deal.model.proposals()));
                }
            }
            case "welcome-letter-sent" -> papers.paper("welcome-letter", "send");
            case "contract-signed" -> papers.paper("contract", dice.pick("send", "sign"));
            default ->
                terms.change(
                        "/qualification",
                        "productBackground",
                        "Paper",
                        "productHistory",
                        "Since 2009",
                        "targetAudience",
                        "Field sales",
                        "possibleIssues",
                        List.of("No network"));
        }
    }

    /** Anything, often something that makes no sense. */
    private void arbitrary() {
        KnownDeal deal = exchange.deal();
        List<String> drafts = List.copyOf(deal.documents.keySet());
        List<String> offers = List.copyOf(deal.proposals.keySet());
        switch (dice.roll(25)) {
            case 0, 1, 2 -> terms.randomPatch();
            case 3 -> intake.submit();
            case 4 -> intake.submitAgain();
            case 5 -> intake.release();
            case 6 -> terms.randomAnswers();
            case 7, 8 -> terms.randomAssessment();
            case 9 -> terms.randomQualification();
            case 10 -> talk.greeting();
            case 11 -> talk.question();
            case 12 -> talk.answer();
            case 13 -> talk.link();
            case 14 -> talk.message();
            case 15 -> talk.followUp();
            case 16 -> talk.activity();
            case 17 -> papers.draft(dice.pick("contract", "contract", "welcome-letter"));
            case 18, 19 -> papers.document(dice.pick("send", "sign", "void"), dice.one(drafts));
            case 20 -> papers.propose();
            case 21 -> papers.proposal(dice.pick("send", "accept", "decline", "counter"), dice.one(offers));
            case 22 -> money.money(true);
            case 23 -> intake.strangerSubmits();
            default -> money.money(false);
        }
    }
}
