package io.salesprocess.bench.data;

import io.salesprocess.deal.DealLife;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.intake.FilledForm;
import io.salesprocess.pipeline.domain.Assessment;
import io.salesprocess.pipeline.domain.Outcome;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.QualificationTopic;
import io.salesprocess.platform.kernel.Sha256;
import io.salesprocess.prospect.ListedWords;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What happens between a prospect and a salesperson, told as rows: the deal, its history, and what the features keep of
 * it. A story goes on until it ends or the present is reached.
 */
final class DealStory {

    private static final int FALLS_SHORT = 8;
    private static final int IS_LOST = 15;
    private static final int STALLS = 10;
    private static final int IS_REOPENED = 4;
    private static final int SEES_ACTIVITY = 65;

    /** Documents of stories have no pages; their events are as long as those of documents that have. */
    private static final String HASH = "ab".repeat(32);

    private final Rows rows;
    private final Chance chance;
    private final World.Entry entry;
    private final World.Seller seller;
    private final Instant present;
    private final UUID prospect;
    private final DealLife life;
    private Instant now;

    /** A prospect fills in a form, and a deal opens. */
    DealStory(World world, World.Entry entry, Chance chance, Rows rows, Instant begin, Instant present) {
        this.rows = rows;
        this.chance = chance;
        this.entry = entry;
        this.present = present;
        this.now = begin;
        this.seller = chance.oneOf(world.sellers());
        this.prospect = chance.id(now);
        String source = chance.oneOf(World.SOURCES);
        Money price = entry.offer().price();
        Deals.Opening opening = new Deals.Opening(
                entry.pipeline(),
                prospect,
                entry.offer().id(),
                seller.id(),
                new Money(price.amount() * chance.between(1, 5), price.currency()),
                source);
        this.life = new DealLife(chance.id(now), opening, entry.actor(), now);
        submit(source);
    }

    DealLife life() {
        return life;
    }

    /** Lets it go as it may. */
    void tell() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = chance.percent(STALLS) ? stall() : stage();
        }
        finish();
    }

    /** Leaves it where it begins. */
    void begin() {
        finish();
    }

    /** Gives all evidence that the pipeline asks for, and leaves the deal in its first stage. */
    void prepare() {
        entry.pipeline().stages().forEach(stage -> satisfy(stage.key()));
        finish();
    }

    private void finish() {
        rows.add(Table.DEAL, life.dealRow());
        life.eventRows().forEach(row -> rows.add(Table.DEAL_EVENT, row));
        life.reasonRows().forEach(row -> rows.add(Table.DEAL_EVENT_REASON, row));
    }

    private void submit(String source) {
        UUID id = chance.id(now);
        String sender = "made-" + id;
        String name = Words.name(chance);
        String company = chance.percent(70) ? Words.company(chance) : null;
        String email = "p-" + id + "@example.com";
        String phone = chance.percent(50) ? "+4930" + chance.between(1_000_000, 9_999_999) : null;
        Map<String, Object> answers = Map.of("need", chance.oneOf(Words.NEEDS));
        FilledForm filled = FilledForm.of(sender, name, email, phone, company, answers, source, now);
        life.record(entry.actor(), now, new Fact.SubmissionReceived(id, answers.size()));
        ListedWords words = ListedWords.of(name, email, phone, company);
        rows.add(Table.PROSPECT, prospect, name, email, phone, company, now, 0, words.text(), words.grams(), 0);
        rows.add(
                Table.SUBMISSION,
                id,
                entry.form(),
                sender,
                filled.content(),
                filled.fingerprint(),
                now,
                "accepted",
                prospect,
                life.deal().id(),
                true);
        rows.add(Table.SURVEY, life.deal().id(), "{\"need\":\"" + answers.get("need") + "\"}");
    }

    /** Time passes; false if the story has reached the present. */
    private boolean passes(int days) {
        Instant then = now.plus(chance.upToDays(days));
        if (then.isAfter(present)) {
            return false;
        }
        now = then;
        return true;
    }

    /** Nothing happens any more. */
    private boolean stall() {
        return false;
    }

    /** One stage, to its end; false if the story ends in it. */
    private boolean stage() {
        if (chance.percent(SEES_ACTIVITY) && !act()) {
            return false;
        }
        if (chance.percent(FALLS_SHORT)) {
            if (!passes(7)) {
                return false;
            }
            life.move(seller.actor(), now, TransitionType.FALL_SHORT, chance.oneOf(Words.REASONS));
        }
        if (chance.percent(IS_LOST)) {
            return lose() && chance.percent(IS_REOPENED) && reopen();
        }
        if (!passes(5) || !satisfy(life.deal().stage()) || !passes(2)) {
            return false;
        }
        life.move(seller.actor(), now, TransitionType.ADVANCE, null);
        return life.deal().status() == DealStatus.OPEN || pay();
    }

    private boolean lose() {
        if (!passes(10)) {
            return false;
        }
        life.move(seller.actor(), now, TransitionType.LOSE, chance.oneOf(Words.REASONS));
        return true;
    }

    private boolean reopen() {
        if (!passes(30)) {
            return false;
        }
        life.move(seller.actor(), now, TransitionType.REOPEN, "They came back");
        return true;
    }

    private boolean act() {
        if (!passes(3)) {
            return false;
        }
        UUID id = chance.id(now);
        String kind = chance.oneOf(Words.ACTIVITIES);
        Outcome outcome = chance.oneOf(List.of(Outcome.values()));
        life.record(seller.actor(), now, new Fact.ActivityRecorded(id, kind, outcome, now));
        rows.add(Table.ACTIVITY, id, deal(), kind, outcome.name().toLowerCase(Locale.ROOT), now, now);
        return true;
    }

    /** Gives the evidence that a stage asks for; false if there was no time for all of it. */
    private boolean satisfy(String stage) {
        return switch (stage) {
            case "pre-qualification" -> assess();
            case "selection" -> true;
            case "qualification" -> qualify();
            case "relationship" -> converse();
            case "negotiation" -> negotiate() && sign();
            case "conversion" -> sign();
            default -> throw new IllegalArgumentException("Nobody has said how stage " + stage + " goes.");
        };
    }

    private boolean assess() {
        life.record(
                seller.actor(), now, new Fact.AssessmentRecorded(Assessment.Interest.STRONG, true, Assessment.Fit.FIT));
        rows.add(Table.ASSESSMENT, deal(), "Wants to decide this quarter.");
        return true;
    }

    private boolean qualify() {
        life.record(seller.actor(), now, new Fact.QualificationRecorded(EnumSet.allOf(QualificationTopic.class)));
        rows.add(
                Table.QUALIFICATION,
                deal(),
                "Machine parts for food producers",
                "Family business since 1987",
                "Maintenance departments",
                "[\"No network in the plants\"]");
        return true;
    }

    private boolean converse() {
        UUID greeting = chance.id(now);
        boolean byReception = chance.percent(40);
        life.record(
                seller.actor(),
                now,
                new Fact.GreetingGiven(greeting, byReception ? Fact.Greeter.RECEPTIONIST : Fact.Greeter.SALESPERSON));
        rows.add(Table.GREETING, greeting, deal(), byReception ? "receptionist" : "salesperson", "phone", now);
        UUID link = chance.id(now);
        life.record(seller.actor(), now, new Fact.MessageLinkOffered(link));
        rows.add(Table.MESSAGE_LINK, link, deal(), chance.digest(), now);
        return (chance.percent(60) || ask()) && (chance.percent(70) || leaveMessage(link));
    }

    private boolean ask() {
        UUID id = chance.id(now);
        Instant asked = now;
        int which = chance.between(0, Words.QUESTIONS.size() - 1);
        life.record(seller.actor(), now, new Fact.QuestionAsked(id));
        boolean answered = passes(2);
        if (answered) {
            life.record(seller.actor(), now, new Fact.QuestionAnswered(id));
        }
        rows.add(
                Table.QUESTION,
                id,
                deal(),
                Words.QUESTIONS.get(which),
                asked,
                answered ? Words.ANSWERS.get(which) : null,
                answered ? now : null);
        return answered;
    }

    private boolean leaveMessage(UUID link) {
        UUID id = chance.id(now);
        Instant left = now;
        life.record(new Actor(Actor.Kind.LINK, link.toString(), null), now, new Fact.MessageLeft(id));
        boolean followed = passes(2);
        if (followed) {
            life.record(seller.actor(), now, new Fact.MessageFollowedUp(id));
        }
        rows.add(
                Table.MESSAGE,
                id,
                deal(),
                link,
                chance.oneOf(Words.MESSAGES),
                left,
                followed ? "Called back" : null,
                followed ? now : null);
        return followed;
    }

    private boolean negotiate() {
        UUID id = chance.id(now);
        Money amount = life.deal().value();
        Instant drafted = now;
        life.record(seller.actor(), now, new Fact.ProposalDrafted(id, amount), new Fact.ProposalSent(id, HASH));
        boolean accepted = passes(5);
        if (accepted) {
            life.record(seller.actor(), now, new Fact.ProposalAccepted(id, amount));
        }
        rows.add(
                Table.PROPOSAL,
                id,
                deal(),
                "salesperson",
                accepted ? "accepted" : "sent",
                amount.amount(),
                amount.currency(),
                "Payable within 30 days",
                drafted,
                drafted,
                accepted ? now : null);
        return accepted;
    }

    private boolean sign() {
        UUID letter = chance.id(now);
        life.record(seller.actor(), now, new Fact.DocumentDrafted(letter, DocumentKind.WELCOME_LETTER));
        life.record(seller.actor(), now, new Fact.DocumentSent(letter, DocumentKind.WELCOME_LETTER, HASH));
        rows.add(Table.DOCUMENT, letter, deal(), "welcome-letter", "sent", now, now, null, null, null);
        UUID contract = chance.id(now);
        Instant drafted = now;
        life.record(seller.actor(), now, new Fact.DocumentDrafted(contract, DocumentKind.CONTRACT));
        life.record(seller.actor(), now, new Fact.DocumentSent(contract, DocumentKind.CONTRACT, HASH));
        boolean signed = passes(3);
        if (signed) {
            life.record(seller.actor(), now, new Fact.DocumentSigned(contract, DocumentKind.CONTRACT, HASH));
        }
        rows.add(
                Table.DOCUMENT,
                contract,
                deal(),
                "contract",
                signed ? "signed" : "sent",
                drafted,
                drafted,
                signed ? "Ada Stone" : null,
                signed ? now : null,
                signed ? "on paper" : null);
        return signed;
    }

    /** The last chapter: money comes in, in one or two parts, and sometimes a little goes back. */
    private boolean pay() {
        Money value = life.deal().value();
        int parts = chance.between(1, 2);
        for (int part = 1; part <= parts && passes(20); part++) {
            UUID payment = chance.id(now);
            Money amount = new Money(value.amount() / parts, value.currency());
            life.record(seller.actor(), now, new Fact.PaymentReceived(payment, amount));
            enter(payment, "payment", payment, amount, "invoice-" + part, null);
            if (chance.percent(3)) {
                giveBack(payment, amount);
            }
        }
        return false;
    }

    private void giveBack(UUID payment, Money paid) {
        UUID refund = chance.id(now);
        Money amount = new Money(paid.amount() / 10, paid.currency());
        life.record(seller.actor(), now, new Fact.PaymentRefunded(refund, payment, amount, paid.amount()));
        enter(refund, "refund", payment, amount, "credit-" + refund, "Goodwill");
    }

    private void enter(UUID id, String kind, UUID payment, Money amount, String reference, String reason) {
        rows.add(
                Table.LEDGER_ENTRY,
                id,
                deal(),
                kind,
                payment,
                amount.amount(),
                amount.currency(),
                now,
                now,
                Sha256.of(deal() + " " + reference));
        rows.add(Table.LEDGER_WORDS, id, deal(), now, "transfer", reference, reason);
    }

    private UUID deal() {
        return life.deal().id();
    }
}
