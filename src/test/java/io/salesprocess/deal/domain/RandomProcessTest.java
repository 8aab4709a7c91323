package io.salesprocess.deal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.DealCommand.Migrate;
import io.salesprocess.deal.domain.DealCommand.Transition;
import io.salesprocess.deal.domain.SalesProcess.Occurrence;
import io.salesprocess.pipeline.domain.Approvals.Participant;
import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.pipeline.domain.Criteria;
import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.pipeline.domain.ExitCriterion;
import io.salesprocess.pipeline.domain.Outcome;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Pipelines;
import io.salesprocess.pipeline.domain.QualificationTopic;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.testkit.PlainModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random commands, good and bad, given alike to {@link SalesProcess} and to {@link PlainModel}: both must say the same and
 * show the same deal afterwards. A failure prints the seed of its deal; {@code -Dsalesprocess.seed=…} plays it again.
 */
class RandomProcessTest {

    private static final int COMMANDS_PER_DEAL = 100;

    /** All that can be said to a command, and all that can become of a deal. */
    private static final String[] OUTCOMES = {
        "yes",
        "unmet",
        "out of order",
        "closed won",
        "closed lost",
        "no reason",
        "not allowed",
        "conflict",
        "forbidden",
        "rule 4",
        "rule 7",
        "migrated",
        "won",
        "lost",
        "reopened",
        "stage.overdue",
        "question.unanswered",
        "message.unanswered",
        "proposal.expired",
        "payment.overdue",
        "approval.waiting"
    };

    /** How often each came about, to be sure that the commands reach all of the rules. */
    private final Map<String, Integer> tally = new TreeMap<>();

    /** Identity, salesperson and roles of everybody who asks and approves; two of them act for one salesperson. */
    private static final String[][] PEOPLE = {
        {"ada", new UUID(1, 1).toString(), "manager"},
        {"ada with another key", new UUID(1, 1).toString(), "admin,manager"},
        {"bob", null, "manager"},
        {"carl", new UUID(1, 2).toString(), "manager"},
        {"dora", null, "admin"},
        {"eve", new UUID(1, 3).toString(), ""}
    };

    @Test
    void twenty_thousand_random_commands_are_decided_as_the_rules_say() {
        play(20_000);
    }

    @Test
    @Tag("slow")
    void a_million_random_commands_are_decided_as_the_rules_say() {
        play(1_000_000);
    }

    private void play(int commands) {
        Long replayed = Long.getLong("salesprocess.seed");
        if (replayed != null) {
            new Play(replayed).run();
            return;
        }
        Random seeds = new Random();
        for (int done = 0; done < commands; done += COMMANDS_PER_DEAL) {
            long seed = seeds.nextLong();
            try {
                new Play(seed).run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("Play it again with -Dsalesprocess.seed=" + seed, failure);
            }
        }
        assertThat(tally).as("what the commands came to").containsKeys(OUTCOMES);
    }

    /** The life of one deal. */
    private final class Play {

        private final Random random;
        private final String key;
        private final PipelineRef openedIn;
        /** By version. */
        private final Map<Integer, Pipeline> versions = new TreeMap<>();

        private Pipeline pipeline;
        private final List<Occurrence> history = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private PlainModel model;
        private Deal deal;
        private Instant now = Story.START;
        private int ids = 1000;
        /** How likely a command is meant well, from deal to deal. */
        private final double sense;

        Play(long seed) {
            random = new Random(seed);
            key = pick("standard", "proposal", "guarded");
            pipeline = switch (key) {
                case "standard" -> Pipelines.standard();
                case "proposal" -> Pipelines.proposal();
                default -> guarded();
            };
            openedIn = pipeline.ref();
            versions.put(1, pipeline);
            sense = 0.2 + 0.75 * random.nextDouble();
            String value = random.nextInt(4) == 0 ? null : money();
            model = new PlainModel(key, value, now).of(Story.PROSPECT.toString());
            DealEvent.DealOpened opened = SalesProcess.open(pipeline, Story.PROSPECT, null, null, moneyOf(value), now);
            deal = SalesProcess.opened(Story.DEAL, pipeline.ref(), opened, now);
            history.add(new Occurrence(opened, now));
        }

        void run() {
            for (int i = 0; i < COMMANDS_PER_DEAL; i++) {
                now = now.plusSeconds(random.nextInt(1_000_000));
                int choice = random.nextInt(33);
                if (choice < 10) {
                    transition();
                } else if (choice < 12) {
                    migrate();
                } else if (choice < 15) {
                    remind();
                } else {
                    record();
                }
            }
        }

        private void transition() {
            boolean meantWell = random.nextDouble() < sense;
            String type = meantWell
                    ? model.status().equals("lost") ? "reopen" : pick("advance", "advance", "advance", "fall-short")
                    : pick("advance", "fall-short", "lose", "reopen");
            String from = meantWell || random.nextInt(3) > 0 ? model.stage() : pick("nowhere", "won", anyStage(), null);
            String reason = meantWell || random.nextInt(3) > 0 ? "because" : pick(null, "", "  ");
            log.add(type + " from " + from + " because " + reason);
            PlainModel before = model.copy();
            String expected = model.transition(type, from, reason, now);
            TransitionType asked =
                    TransitionType.valueOf(type.toUpperCase(Locale.ROOT).replace('-', '_'));
            compare(new Transition(asked, from, reason), expected, before);
            if (expected.equals("yes") && !model.status().equals(before.status())) {
                count(model.status().equals("open") ? "reopened" : model.status());
            }
        }

        /** To a version that there is, or to a new one, with stages renamed, put elsewhere, left out and added. */
        private void migrate() {
            int to = 1 + random.nextInt(versions.size() + 1);
            Map<String, Integer> daysThere = new LinkedHashMap<>();
            versions.computeIfAbsent(to, this::newVersion)
                    .stages()
                    .forEach(stage ->
                            daysThere.put(stage.key(), stage.targetDuration().days()));
            Map<String, String> mapping = new TreeMap<>();
            for (String stage : model.visited()) {
                String other = stage.endsWith("-anew") ? stage.replace("-anew", "") : stage + "-anew";
                if (daysThere.containsKey(other) && random.nextInt(6) > 0) {
                    mapping.put(stage, other);
                } else if (random.nextInt(12) == 0) {
                    mapping.put(stage, pick(daysThere.keySet().toArray(String[]::new)));
                }
            }
            if (random.nextInt(4) == 0) {
                mapping.put("never-visited", pick(daysThere.keySet().toArray(String[]::new)));
            }
            int from = random.nextInt(10) == 0 ? to : model.version();
            log.add("migrate from " + from + " to " + to + " " + daysThere.keySet() + " by " + mapping);
            PlainModel before = model.copy();
            String expected = model.migrate(from, to, daysThere, mapping, now);
            compare(new Migrate(from, versions.get(to), mapping), expected, before);
            if (expected.equals("yes")) {
                count("migrated");
            }
        }

        private Pipeline newVersion(int version) {
            List<Stage> stages = new ArrayList<>();
            for (Stage stage : pipeline.stages()) {
                String name = stage.key().replace("-anew", "");
                if (random.nextInt(6) > 0) {
                    stages.add(as(random.nextInt(3) == 0 ? name + "-anew" : name, stage));
                }
            }
            for (Stage stage : (random.nextBoolean() ? Pipelines.standard() : Pipelines.proposal()).stages()) {
                boolean isThere = stages.stream()
                        .anyMatch(known -> known.key().replace("-anew", "").equals(stage.key()));
                if (!isThere && (stages.isEmpty() || random.nextInt(4) == 0)) {
                    stages.add(random.nextInt(stages.size() + 1), stage);
                }
            }
            return new Pipeline(new PipelineRef(key, version), key, stages);
        }

        private Stage as(String name, Stage stage) {
            int days = stage.targetDuration().days() + (random.nextInt(4) == 0 ? 1 : 0);
            return Pipelines.stage(name, days, stage.exitCriteria().toArray(ExitCriterion[]::new));
        }

        private void record() {
            int number = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
            PlainModel before = model.copy();
            PlainModel after = model.copy();
            String expected = "yes";
            List<Fact> facts = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                // Each is made up for the deal as it will be once those before it have been recorded.
                String[] words = random.nextDouble() < sense ? helpful(after) : arbitrary(after);
                log.add(Arrays.toString(words));
                facts.add(factOf(words, after));
                if (expected.equals("yes")) {
                    expected = after.fact(words);
                }
            }
            model = expected.equals("yes") ? after : before;
            compare(DealCommand.Record.of(facts), expected, before);
        }

        /** Of what is due and what is not, and of what is there and what is not. */
        private void remind() {
            List<String[]> all = new ArrayList<>();
            List<Reminder> reminders = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                long ago = random.nextInt(4) == 0 ? -random.nextInt(1000) : random.nextInt(1_000_000);
                String due = now.minusSeconds(ago).toString();
                String[] words =
                        switch (random.nextInt(6)) {
                            case 0 -> {
                                String ofStage = model.due() == null || random.nextInt(4) == 0 ? due : model.due();
                                yield words("stage.overdue", ofStage, ofStage);
                            }
                            case 1 -> words("question.unanswered", one(model.openQuestions()), due);
                            case 2 -> words("message.unanswered", one(model.openMessages()), due);
                            case 3 -> words("proposal.expired", one(model.proposals()), due);
                            case 4 -> words("payment.overdue", "" + (1 + random.nextInt(3)), due);
                            default -> {
                                String asked = model.approvalAskedAt();
                                yield words("approval.waiting", asked == null ? due : asked, due);
                            }
                        };
                log.add(Arrays.toString(words));
                all.add(words);
                reminders.add(reminderOf(words));
            }
            PlainModel before = model.copy();
            compare(new DealCommand.Remind(reminders), model.remind(all, now), before);
        }

        private Reminder reminderOf(String[] words) {
            UUID id = uuid(words[1]);
            Instant due = Instant.parse(words[2]);
            return switch (words[0]) {
                case "stage.overdue" -> new Reminder.StageOverdue(due);
                case "question.unanswered" -> new Reminder.QuestionUnanswered(id, due);
                case "message.unanswered" -> new Reminder.MessageUnanswered(id, due);
                case "proposal.expired" -> new Reminder.ProposalExpired(id, due);
                case "payment.overdue" ->
                    new Reminder.PaymentOverdue(Integer.parseInt(words[1]), LocalDate.EPOCH, new Money(1, "EUR"), due);
                default -> new Reminder.ApprovalWaiting(Story.DEAL, Instant.parse(words[1]), due);
            };
        }

        private void compare(DealCommand command, String expected, PlainModel before) {
            count(expected.startsWith("unmet") ? "unmet" : expected.split(":")[0]);
            Deal standing = deal;
            Decision decision = SalesProcess.decide(pipeline, deal, command, now);

            assertThat(said(decision)).as(this::story).isEqualTo(expected);
            if (decision instanceof Decision.Accepted accepted) {
                assertThat(accepted.events()).as(this::story).isNotEmpty();
                for (DealEvent event : accepted.events()) {
                    if (event instanceof Reminder) {
                        count(event.type());
                    }
                    history.add(new Occurrence(event, now));
                    deal = SalesProcess.apply(deal, event, now);
                }
            }
            pipeline = versions.get(deal.pipeline().version());
            assertThat(seen(deal)).as(this::story).isEqualTo(model.seen());
            assertThat(offered()).as(this::story).isEqualTo(offeredByTheRules());
            holdInvariants(standing, before);
        }

        private void holdInvariants(Deal before, PlainModel modelBefore) {
            assertThat(SalesProcess.fold(Story.DEAL, openedIn, history))
                    .as(this::story)
                    .isEqualTo(deal);
            List<String> visited = deal.visits().stream().map(StageVisit::stage).toList();
            assertThat(visited).as(this::story).doesNotHaveDuplicates().endsWith(deal.stage());
            int entered = deal.visits().size() - before.visits().size();
            if (entered == 1) {
                assertThat(modelBefore.unmet()).as(this::story).isEmpty();
                assertThat(deal.attempt()).as(this::story).isEqualTo(1);
                assertThat(pipeline.after(before.stage()).map(Stage::key))
                        .as(this::story)
                        .contains(deal.stage());
            } else {
                assertThat(entered).as(this::story).isZero();
                assertThat(deal.attempt() - before.attempt()).as(this::story).isBetween(0, 1);
            }
            if (deal.payments().reversed() == 0) {
                assertThat(deal.payments().collected()).as(this::story).isNotNegative();
            }
            assertThat(deal.sequence()).as(this::story).isEqualTo(history.size());
            if (before.status() == DealStatus.WON) {
                assertThat(deal.status()).as(this::story).isEqualTo(DealStatus.WON);
            } else {
                assertThat(before.payments().received()).as(this::story).isZero();
            }
        }

        /** A fact that leads on, towards what the current stage still lacks. */
        private String[] helpful(PlainModel deal) {
            if (deal.status().equals("won")) {
                return random.nextBoolean() || deal.payments().isEmpty()
                        ? words("pay", id(), money())
                        : refund(deal, false);
            }
            List<String> unmet = deal.unmet();
            if (unmet.isEmpty()) {
                return arbitrary(deal);
            }
            String lacking = pick(unmet.toArray(String[]::new));
            return switch (lacking.substring(lacking.indexOf('/') + 1)) {
                case "submission-received" -> words("submission", id(), "2");
                case "survey-started" -> words("survey", "3");
                case "interest-strong", "trust-established", "fit-confirmed" ->
                    words("assessment", "strong", "true", "fit");
                case "offering-selected" -> words("offering", id());
                case "product-background-recorded",
                        "product-history-recorded",
                        "target-audience-recorded",
                        "possible-issues-recorded" ->
                    words("topics", "possible-issues", "product-background", "product-history", "target-audience");
                case "greeted" -> words("greeting", id());
                case "questions-answered" -> words("answer", one(deal.openQuestions()));
                case "message-channel-offered" -> words("link", id());
                case "messages-followed-up" -> words("follow-up", one(deal.openMessages()));
                case "proposal-accepted" ->
                    deal.proposals().isEmpty() || random.nextInt(4) == 0
                            ? words("propose", id(), money())
                            : words(
                                    pick("send-proposal", "accept"),
                                    one(deal.proposals()),
                                    random.nextBoolean() ? money() : null);
                case "approved" -> approval(deal.isApprovalWaiting() ? "grant" : "ask");
                case "welcome-letter-sent" -> paper(deal, "welcome-letter", "send");
                default -> paper(deal, "contract", pick("send", "sign"));
            };
        }

        private String[] paper(PlainModel deal, String kind, String step) {
            List<String> drafts = deal.documents().stream()
                    .filter(id -> deal.kindOf(id).equals(kind))
                    .toList();
            return drafts.isEmpty() ? words("draft", id(), kind) : words(step, one(drafts), kind);
        }

        /** Any fact, often one that makes no sense. */
        private String[] arbitrary(PlainModel deal) {
            return switch (random.nextInt(35)) {
                case 0 -> words("owner", pick(null, id(), pick(PEOPLE)[1]));
                case 1 -> words("value", pick(null, money()));
                case 2 -> words("offering", pick(null, id()));
                case 3 -> pick(words("fields"), words("fields", "budget"), words("fields", "budget", "region"));
                case 4 -> words("submission", id(), "" + random.nextInt(3));
                case 5 -> words("survey", "" + random.nextInt(3));
                case 6 ->
                    words(
                            "assessment",
                            pick("null", "none", "some", "strong", "strong"),
                            pick("true", "true", "false"),
                            pick("unknown", "fit", "fit", "no-fit"));
                case 7 ->
                    pick(
                            words("topics"),
                            words("topics", "product-history"),
                            words("topics", "product-background", "target-audience"));
                case 8 -> words("greeting", id());
                case 9 -> words("question", id());
                case 10 -> words("answer", one(deal.openQuestions()));
                case 11 -> words("link", id());
                case 12 -> words("message", id());
                case 13 -> words("follow-up", one(deal.openMessages()));
                case 14 -> words("activity", id(), pick("call", "demo", "visit"), word(pick(Outcome.values())));
                case 15 -> words("draft", id(), kind());
                case 16 -> words("send", one(deal.documents()), kind());
                case 17 -> words("sign", one(deal.documents()), kind());
                case 18 -> words("void", one(deal.documents()), kind());
                case 19 -> words("propose", id(), money());
                case 20 -> words("send-proposal", one(deal.proposals()));
                case 21 -> words("accept", one(deal.proposals()), pick(null, money()));
                case 22 -> words("decline", one(deal.proposals()));
                case 23 -> words("counter", one(deal.proposals()), id(), money());
                case 24 ->
                    words("pay", id(), pick(money(), money(), "0 EUR", Money.MOST + " EUR", Long.MAX_VALUE + " EUR"));
                case 25 -> approval("ask");
                case 26 -> approval("grant");
                case 27 -> approval("refuse");
                case 28 -> words("person", pick(deal.prospect(), deal.prospect(), id()), id());
                case 29 -> words("unlink");
                case 32 -> words("show", one(deal.documents()), kind());
                case 33 -> words("hide", one(deal.documents()));
                case 30 -> reverse(deal);
                case 31 -> random.nextBoolean() ? words("plan", deal.value()) : words("plan", pick(null, money()));
                default -> refund(deal, true);
            };
        }

        private String[] approval(String what) {
            String[] who = pick(PEOPLE);
            return words(what, id(), who[0], who[1], who[2], now.toString());
        }

        /** That a payment is reversed once is made sure of by those who record it. */
        private String[] reverse(PlainModel deal) {
            List<String> payments = List.copyOf(deal.reversible().keySet());
            if (payments.isEmpty()) {
                return words("reverse", id(), id(), money());
            }
            String payment = payments.get(random.nextInt(payments.size()));
            return words("reverse", id(), payment, deal.reversible().get(payment));
        }

        private String[] refund(PlainModel deal, boolean anyAmount) {
            String payment = one(List.copyOf(deal.payments().keySet()));
            long left = deal.payments().getOrDefault(payment, 0L);
            String amount = !anyAmount
                    ? left / 2 + " EUR"
                    : pick(left + " EUR", left - left / 3 + " EUR", "0 EUR", "1 USD", money());
            return words("refund", id(), payment, amount);
        }

        private Fact factOf(String[] words, PlainModel deal) {
            UUID one = words.length > 1 && !words[0].equals("plan") ? uuid(words[1]) : null;
            String two = words.length > 2 ? words[2] : null;
            return switch (words[0]) {
                case "owner" -> new Fact.OwnerAssigned(one);
                case "value" -> new Fact.ValueChanged(moneyOf(words[1]));
                case "offering" -> new Fact.OfferingSelected(one);
                case "person" ->
                    random.nextBoolean()
                            ? new Fact.ProspectMerged(Story.DEAL, one, uuid(two))
                            : new Fact.ProspectUnmerged(Story.DEAL, uuid(two), one);
                case "fields" -> new Fact.CustomFieldsChanged(rest(words));
                case "submission" -> new Fact.SubmissionReceived(one, Integer.parseInt(two));
                case "survey" -> new Fact.SurveyRecorded(Integer.parseInt(words[1]));
                case "assessment" ->
                    new Fact.AssessmentRecorded(
                            words[1].equals("null") ? null : Interest.valueOf(constant(words[1])),
                            Boolean.parseBoolean(two),
                            Fit.valueOf(constant(words[3])));
                case "topics" ->
                    new Fact.QualificationRecorded(rest(words).stream()
                            .map(topic -> QualificationTopic.valueOf(constant(topic)))
                            .collect(Collectors.toSet()));
                case "greeting" -> new Fact.GreetingGiven(one, pick(Fact.Greeter.values()));
                case "question" -> new Fact.QuestionAsked(one);
                case "answer" -> new Fact.QuestionAnswered(one);
                case "link" -> new Fact.MessageLinkOffered(one);
                case "unlink" -> new Fact.MessageLinksRevoked();
                case "message" -> new Fact.MessageLeft(one);
                case "follow-up" -> new Fact.MessageFollowedUp(one);
                case "activity" -> new Fact.ActivityRecorded(one, two, Outcome.valueOf(constant(words[3])), now);
                case "ask" -> new Fact.ApprovalRequested(one, participant(words), now, moneyOf(deal.value()));
                case "grant" -> new Fact.ApprovalGranted(one, participant(words), moneyOf(deal.value()));
                case "refuse" -> new Fact.ApprovalRefused(one, participant(words), moneyOf(deal.value()));
                case "draft" -> new Fact.DocumentDrafted(one, DocumentKind.valueOf(constant(two)));
                case "send" -> new Fact.DocumentSent(one, DocumentKind.valueOf(constant(two)), null);
                case "sign" -> new Fact.DocumentSigned(one, DocumentKind.valueOf(constant(two)), null);
                case "void" -> new Fact.DocumentVoided(one, DocumentKind.valueOf(constant(two)));
                case "show" -> new Fact.DocumentLinkOffered(one, DocumentKind.valueOf(constant(two)), one);
                case "hide" -> new Fact.DocumentLinksRevoked(one);
                case "propose" -> new Fact.ProposalDrafted(one, moneyOf(two));
                case "send-proposal" -> new Fact.ProposalSent(one, null);
                case "accept" -> new Fact.ProposalAccepted(one, moneyOf(two));
                case "decline" -> new Fact.ProposalDeclined(one);
                case "counter" -> new Fact.ProposalCountered(one, uuid(two), moneyOf(words[3]), null);
                case "pay" -> new Fact.PaymentReceived(one, moneyOf(two));
                case "refund" ->
                    new Fact.PaymentRefunded(
                            one, uuid(two), moneyOf(words[3]), deal.payments().getOrDefault(two, 0L));
                case "reverse" -> new Fact.PaymentReversed(one, uuid(two), moneyOf(words[3]));
                case "plan" -> new Fact.PaymentPlanned(words[1] == null ? 0 : 2, moneyOf(words[1]));
                default -> throw new IllegalArgumentException(words[0]);
            };
        }

        private List<String> offered() {
            return SalesProcess.options(pipeline, deal).stream()
                    .map(option -> option.type().name() + " " + option.to() + " " + option.allowed())
                    .toList();
        }

        private List<String> offeredByTheRules() {
            List<String> stages = model.stages();
            int at = stages.indexOf(model.stage());
            return switch (model.status()) {
                case "open" ->
                    List.of(
                            "ADVANCE " + (at + 1 == stages.size() ? "won" : stages.get(at + 1)) + " "
                                    + model.unmet().isEmpty(),
                            "FALL_SHORT " + model.stage() + " true",
                            "LOSE lost true");
                case "lost" -> List.of("REOPEN " + model.stage() + " true");
                default -> List.of();
            };
        }

        private String story() {
            return key + ", " + log.size() + " commands, the last: "
                    + log.subList(Math.max(0, log.size() - 5), log.size());
        }

        private String id() {
            return new UUID(0, ids++).toString();
        }

        private String one(List<String> known) {
            return known.isEmpty() || random.nextInt(8) == 0 ? id() : known.get(random.nextInt(known.size()));
        }

        private String kind() {
            return pick("contract", "contract", "welcome-letter");
        }

        private String money() {
            return 1 + random.nextInt(1000) + (random.nextInt(10) == 0 ? " USD" : " EUR");
        }

        private String anyStage() {
            return pick("pre-qualification", "selection", "qualification", "relationship", "negotiation", "conversion");
        }

        @SafeVarargs
        private <T> T pick(T... values) {
            return values[random.nextInt(values.length)];
        }
    }

    private void count(String what) {
        tally.merge(what.startsWith("out of order") ? "out of order" : what, 1, Integer::sum);
    }

    private static String said(Decision decision) {
        if (decision instanceof Decision.Accepted) {
            return "yes";
        }
        Refusal refusal = ((Decision.Refused) decision).refusal();
        if (refusal instanceof Refusal.OutOfOrder other) {
            return "out of order: in " + other.actual();
        } else if (refusal instanceof Refusal.DealClosed closed) {
            return "closed " + word(closed.status());
        } else if (refusal instanceof Refusal.TransitionNotAllowed) {
            return "not allowed";
        } else if (refusal instanceof Refusal.ReasonMissing) {
            return "no reason";
        } else if (refusal instanceof Refusal.Conflict) {
            return "conflict";
        } else if (refusal instanceof Refusal.Forbidden) {
            return "forbidden";
        } else if (refusal instanceof Refusal.RuleViolated violated) {
            return "rule " + violated.rule();
        }
        return "unmet "
                + ((Refusal.CriteriaUnmet) refusal)
                        .unmet().stream()
                                .map(unmet ->
                                        unmet.stage() + "/" + unmet.criterion().type())
                                .toList();
    }

    /** The deal in the words of the model. */
    private static Map<String, String> seen(Deal deal) {
        Evidence evidence = deal.evidence();
        Map<String, String> seen = new TreeMap<>();
        seen.put("status", word(deal.status()));
        seen.put("version", "" + deal.pipeline().version());
        seen.put("stage", deal.stage());
        seen.put("prospect", deal.prospectId().toString());
        seen.put("attempt", "" + deal.attempt());
        seen.put("entered", "" + deal.stageEnteredAt());
        seen.put("due", "" + deal.dueAt());
        seen.put("closed", "" + deal.closedAt());
        seen.put(
                "visits",
                ""
                        + deal.visits().stream()
                                .map(visit -> visit.stage() + " " + visit.enteredAt() + " " + visit.leftAt() + " "
                                        + visit.attempts())
                                .toList());
        seen.put("sequence", "" + deal.sequence());
        seen.put("owner", text(deal.ownerId()));
        seen.put("offering", text(deal.offeringId()));
        seen.put(
                "value",
                deal.value() == null
                        ? null
                        : deal.value().amount() + " " + deal.value().currency());
        seen.put(
                "survey",
                evidence.survey().submissions() + " " + evidence.survey().answers());
        seen.put(
                "assessment",
                word(evidence.assessment().interest()) + " "
                        + evidence.assessment().trustedAdvisor() + " "
                        + word(evidence.assessment().fit()));
        seen.put(
                "topics",
                ""
                        + evidence.qualification().stream()
                                .map(RandomProcessTest::word)
                                .sorted()
                                .toList());
        seen.put("fields", "" + evidence.subject().customFields());
        seen.put(
                "contact",
                evidence.contact().greetings() + " " + evidence.contact().messageChannelOffered() + " "
                        + evidence.contact().openQuestions() + " "
                        + evidence.contact().openMessages());
        seen.put("activities", "" + evidence.activities());
        Map<String, String> documents = new TreeMap<>();
        evidence.papers()
                .documents()
                .forEach((id, document) ->
                        documents.put(id.toString(), word(document.kind()) + " " + word(document.status())));
        seen.put("documents", "" + documents);
        Map<String, String> proposals = new TreeMap<>();
        evidence.papers().proposals().forEach((id, status) -> proposals.put(id.toString(), word(status)));
        seen.put("proposals", "" + proposals);
        Map<String, String> approvals = new TreeMap<>();
        evidence.approvals()
                .rounds()
                .forEach((stage, round) -> approvals.put(
                        stage,
                        round.requestedBy().identity() + " " + round.refused() + " " + round.owners() + " "
                                + round.grants().stream()
                                        .map(grant -> grant.by().identity())
                                        .toList()));
        seen.put("approvals", "" + approvals);
        seen.put("told", "" + told(deal.told()));
        Payments money = deal.payments();
        seen.put(
                "money",
                money.received() + " - " + money.refunded() + " - " + money.reversed() + " = " + money.collected() + " "
                        + money.currency());
        return seen;
    }

    private static Set<String> told(Told told) {
        Set<String> marks = new TreeSet<>();
        if (told.stageDueAt() != null) {
            marks.add("stage.overdue " + told.stageDueAt());
        }
        if (told.approvalRequestedAt() != null) {
            marks.add("approval.waiting " + told.approvalRequestedAt());
        }
        told.waiting().forEach(id -> marks.add(id.toString()));
        told.instalments().forEach(number -> marks.add("payment.overdue " + number));
        return marks;
    }

    private static Participant participant(String[] words) {
        Set<String> roles = words[4].isEmpty() ? Set.of() : Set.of(words[4].split(","));
        return new Participant(words[2], uuid(words[3]), roles);
    }

    private static Pipeline guarded() {
        return Pipelines.pipeline(
                "guarded",
                Pipelines.stage(
                        "offer",
                        1,
                        new ExitCriterion("approved", Map.of("fromValue", Map.of("amount", 500, "currency", "EUR")))),
                Pipelines.stage("terms", 2, new ExitCriterion("approved", Map.of("count", 2))),
                Pipelines.stage("welcome", 3, Criteria.of("greeted")),
                Pipelines.stage("closing", 4, new ExitCriterion("approved", Map.of("role", "admin"))));
    }

    private static String[] words(String... words) {
        return words;
    }

    private static Set<String> rest(String[] words) {
        return Set.of(Arrays.copyOfRange(words, 1, words.length));
    }

    private static UUID uuid(String text) {
        return text == null || text.length() != 36 ? null : UUID.fromString(text);
    }

    private static Money moneyOf(String text) {
        return text == null ? null : new Money(Long.parseLong(text.split(" ")[0]), text.split(" ")[1]);
    }

    private static String word(Enum<?> constant) {
        return constant == null
                ? "null"
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }
}
