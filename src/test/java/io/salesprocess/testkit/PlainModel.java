package io.salesprocess.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules once more, as plainly and as differently as can be: one mutable deal of strings, numbers and maps, and commands
 * of words. It is written from the rules alone and calls nothing of what it is compared with.
 */
public final class PlainModel {

    private static final Map<String, Integer> STANDARD_DAYS = new LinkedHashMap<>();
    private static final Map<String, Integer> PROPOSAL_DAYS = new LinkedHashMap<>();
    private static final Map<String, Integer> GUARDED_DAYS = new LinkedHashMap<>();

    static {
        STANDARD_DAYS.put("pre-qualification", 7);
        STANDARD_DAYS.put("qualification", 14);
        STANDARD_DAYS.put("relationship", 14);
        STANDARD_DAYS.put("conversion", 14);
        PROPOSAL_DAYS.put("pre-qualification", 7);
        PROPOSAL_DAYS.put("selection", 7);
        PROPOSAL_DAYS.put("qualification", 14);
        PROPOSAL_DAYS.put("negotiation", 21);
        GUARDED_DAYS.put("offer", 1);
        GUARDED_DAYS.put("terms", 2);
        GUARDED_DAYS.put("welcome", 3);
        GUARDED_DAYS.put("closing", 4);
    }

    /** A stay in a stage. */
    private static final class Visit {
        String stage;
        final Instant entered;
        Instant left;
        int attempts = 1;

        Visit(String stage, Instant entered) {
            this.stage = stage;
            this.entered = entered;
        }

        @Override
        public String toString() {
            return stage + " " + entered + " " + left + " " + attempts;
        }
    }

    private Map<String, Integer> days;
    private List<String> order;
    private int version = 1;
    private String status = "open";
    private int at;
    private Instant due;
    private Instant closed;
    private final List<Visit> visits = new ArrayList<>();
    private int events = 1;
    private String prospect;
    private String owner;
    private String offering;
    private String value;
    private int submissions;
    private int answers;
    private String interest = "null";
    private boolean trust;
    private String fit = "unknown";
    private Set<String> topics = new TreeSet<>();
    private Set<String> fields = new TreeSet<>();
    private int greetings;
    private boolean channel;
    private final Set<String> questions = new LinkedHashSet<>();
    private final Set<String> messages = new LinkedHashSet<>();
    private final Set<String> kinds = new TreeSet<>();
    private final Set<String> outcomes = new TreeSet<>();
    /** By id: kind and status of what has not been voided. */
    private final Map<String, String> documents = new TreeMap<>();

    private final Map<String, String> proposals = new TreeMap<>();
    /** By id: what is left of each payment. */
    private final Map<String, Long> payments = new LinkedHashMap<>();
    /** By id: what each payment was that has not been reversed. */
    private final Map<String, String> reversible = new LinkedHashMap<>();

    /** What payments may add up to. */
    private static final long MOST = 9_007_199_254_740_991L;

    private long received;
    private long refunded;
    private long reversed;
    private String currency;
    private PlainApprovals approvals = new PlainApprovals();
    /** What the deal has been reminded of: kind, and what it was about. */
    private final Set<String> told = new TreeSet<>();

    /** A deal about nothing yet that nobody owns. */
    public PlainModel(String pipeline, String value, Instant now) {
        this(pipeline, null, null, value, now);
    }

    /** A deal as it opens. */
    public PlainModel(String pipeline, String offering, String owner, String value, Instant now) {
        this.offering = offering;
        this.owner = owner;
        days = pipeline.equals("standard") ? STANDARD_DAYS : pipeline.equals("guarded") ? GUARDED_DAYS : PROPOSAL_DAYS;
        order = List.copyOf(days.keySet());
        this.value = value;
        visits.add(new Visit(order.get(0), now));
        dueFrom(now);
    }

    private PlainModel(PlainModel other) {
        days = other.days;
        order = other.order;
        version = other.version;
        status = other.status;
        at = other.at;
        due = other.due;
        closed = other.closed;
        for (Visit visit : other.visits) {
            Visit copy = new Visit(visit.stage, visit.entered);
            copy.left = visit.left;
            copy.attempts = visit.attempts;
            visits.add(copy);
        }
        events = other.events;
        prospect = other.prospect;
        owner = other.owner;
        offering = other.offering;
        value = other.value;
        submissions = other.submissions;
        answers = other.answers;
        interest = other.interest;
        trust = other.trust;
        fit = other.fit;
        topics = new TreeSet<>(other.topics);
        fields = new TreeSet<>(other.fields);
        greetings = other.greetings;
        channel = other.channel;
        questions.addAll(other.questions);
        messages.addAll(other.messages);
        kinds.addAll(other.kinds);
        outcomes.addAll(other.outcomes);
        documents.putAll(other.documents);
        proposals.putAll(other.proposals);
        payments.putAll(other.payments);
        received = other.received;
        refunded = other.refunded;
        reversed = other.reversed;
        reversible.putAll(other.reversible);
        currency = other.currency;
        approvals = other.approvals.copy();
        told.addAll(other.told);
    }

    public PlainModel copy() {
        return new PlainModel(this);
    }

    public String stage() {
        return order.get(at);
    }

    public String status() {
        return status;
    }

    public List<String> stages() {
        return order;
    }

    public int attempt() {
        return visits.get(visits.size() - 1).attempts;
    }

    /** How often a stage has been tried; 0 if it has not been entered. */
    public int attemptsAt(String stage) {
        int attempts = 0;
        for (Visit visit : visits) {
            attempts += visit.stage.equals(stage) ? visit.attempts : 0;
        }
        return attempts;
    }

    public int version() {
        return version;
    }

    /** The stages that the deal has been in, by the names that they have now. */
    public List<String> visited() {
        List<String> visited = new ArrayList<>();
        for (Visit visit : visits) {
            visited.add(visit.stage);
        }
        return visited;
    }

    /**
     * What is said to a move to another version.
     *
     * @param daysThere its stages, in order, and their days
     */
    public String migrate(int from, int to, Map<String, Integer> daysThere, Map<String, String> mapping, Instant now) {
        if (!status.equals("open")) {
            return "closed " + status;
        }
        if (from != version) {
            return "conflict";
        }
        List<String> there = List.copyOf(daysThere.keySet());
        List<String> names = new ArrayList<>();
        for (Visit visit : visits) {
            names.add(mapping.containsKey(visit.stage) ? mapping.get(visit.stage) : visit.stage);
        }
        String current = names.get(names.size() - 1);
        if (!there.contains(current) || new TreeSet<>(names).size() < names.size()) {
            return "rule 4";
        }
        for (String name : names) {
            if (there.indexOf(name) > there.indexOf(current)) {
                return "rule 4";
            }
        }
        boolean sameTime = days.get(stage()).equals(daysThere.get(current));
        Map<String, String> renamed = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.put(visits.get(i).stage, names.get(i));
            visits.get(i).stage = names.get(i);
        }
        approvals.renamed(renamed);
        version = to;
        days = daysThere;
        order = there;
        at = there.indexOf(current);
        if (!sameTime) {
            dueFrom(now);
        }
        events++;
        return "yes";
    }

    /** How many events there have been, which is the deal's version as well. */
    public int events() {
        return events;
    }

    /** The deal of this prospect. */
    public PlainModel of(String whose) {
        prospect = whose;
        return this;
    }

    public String prospect() {
        return prospect;
    }

    public String owner() {
        return owner;
    }

    public String offering() {
        return offering;
    }

    /** An amount and a currency, or null. */
    public String value() {
        return value;
    }

    public long collected() {
        return received - refunded - reversed;
    }

    public long reversed() {
        return reversed;
    }

    /** By id: what each payment was that has not been reversed. */
    public Map<String, String> reversible() {
        return reversible;
    }

    public long refunded() {
        return refunded;
    }

    /** The currency that the deal is paid in, or null while none is known. */
    public String currency() {
        return value == null ? currency : currencyOf(value);
    }

    public List<String> openQuestions() {
        return List.copyOf(questions);
    }

    public List<String> openMessages() {
        return List.copyOf(messages);
    }

    public List<String> documents() {
        return List.copyOf(documents.keySet());
    }

    public String kindOf(String document) {
        return documents.get(document).split(" ")[0];
    }

    public List<String> proposals() {
        return List.copyOf(proposals.keySet());
    }

    public Map<String, Long> payments() {
        return payments;
    }

    /** What is said to a transition: {@code yes}, or why not. It has then happened, or not. */
    public String transition(String type, String from, String reason, Instant now) {
        if (status.equals("won") || status.equals("lost") && !type.equals("reopen")) {
            return "closed " + status;
        }
        if (status.equals("open") && type.equals("reopen")) {
            return "not allowed";
        }
        if (!stage().equals(from)) {
            return "out of order: in " + stage();
        }
        if (!type.equals("advance") && (reason == null || reason.trim().isEmpty())) {
            return "no reason";
        }
        Visit visit = visits.get(visits.size() - 1);
        switch (type) {
            case "advance" -> {
                List<String> unmet = unmet();
                if (!unmet.isEmpty()) {
                    return "unmet " + unmet;
                }
                visit.left = now;
                if (at == order.size() - 1) {
                    status = "won";
                    closed = now;
                    due = null;
                } else {
                    at = at + 1;
                    visits.add(new Visit(stage(), now));
                    dueFrom(now);
                }
            }
            case "lose" -> {
                status = "lost";
                closed = now;
                due = null;
                visit.left = now;
            }
            default -> {
                status = "open";
                closed = null;
                visit.left = null;
                visit.attempts++;
                approvals.triedAgain(stage());
                dueFrom(now);
            }
        }
        events++;
        return "yes";
    }

    /** Each criterion of this and earlier stages that does not hold. */
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        for (int i = 0; i <= at; i++) {
            for (Map.Entry<String, Boolean> criterion : criteria(order.get(i)).entrySet()) {
                if (!criterion.getValue()) {
                    unmet.add(order.get(i) + "/" + criterion.getKey());
                }
            }
        }
        return unmet;
    }

    /** The criteria of a stage, in order, and whether each holds. One with {@code -anew} behind its name asks for the same. */
    public Map<String, Boolean> criteria(String named) {
        String stage = named.replace("-anew", "");
        Map<String, Boolean> holds = new LinkedHashMap<>();
        if (stage.equals("pre-qualification")) {
            holds.put("submission-received", submissions != 0);
            holds.put("survey-started", answers != 0);
            holds.put("interest-strong", interest.equals("strong"));
            holds.put("trust-established", trust);
            holds.put("fit-confirmed", fit.equals("fit"));
        }
        if (stage.equals("selection")) {
            holds.put("offering-selected", offering != null);
        }
        if (stage.equals("qualification")) {
            for (String topic :
                    List.of("product-background", "product-history", "target-audience", "possible-issues")) {
                holds.put(topic + "-recorded", topics.contains(topic));
            }
        }
        if (stage.equals("relationship")) {
            holds.put("greeted", greetings != 0);
            holds.put("questions-answered", questions.isEmpty());
            holds.put("message-channel-offered", channel);
            holds.put("messages-followed-up", messages.isEmpty());
        }
        if (stage.equals("negotiation")) {
            holds.put("proposal-accepted", proposals.containsValue("accepted"));
        }
        if (stage.equals("negotiation") || stage.equals("conversion")) {
            holds.put("welcome-letter-sent", documents.containsValue("welcome-letter sent"));
            holds.put("contract-signed", documents.containsValue("contract signed"));
        }
        if (stage.equals("offer")) {
            boolean isSmall = value != null && currencyOf(value).equals("EUR") && amount(value) < 500;
            holds.put("approved", isSmall || approved(named, "manager", 1));
        }
        if (stage.equals("terms")) {
            holds.put("approved", approved(named, "manager", 2));
        }
        if (stage.equals("welcome")) {
            holds.put("greeted", greetings != 0);
        }
        if (stage.equals("closing")) {
            holds.put("approved", approved(named, "admin", 1));
        }
        return holds;
    }

    /** Whether a request for approval waits for a decision. */
    public boolean isApprovalWaiting() {
        return approvals.isWaiting(stage());
    }

    /** When the request for approval was made that waits, or null. */
    public String approvalAskedAt() {
        return approvals.askedAt(stage());
    }

    /** When the attempt should be over, or null. */
    public String due() {
        return due == null ? null : due.toString();
    }

    /**
     * What is said to reminders of words: the type of the event, what it is about (of an approval when it was requested, and of an
     * attempt its due date), and when that fell due. Those that hold are then told.
     */
    public String remind(List<String[]> reminders, Instant now) {
        int before = events;
        for (String[] words : reminders) {
            boolean isOpen = status.equals("open");
            boolean holds =
                    switch (words[0]) {
                        case "payment.overdue" -> status.equals("won");
                        case "approval.waiting" ->
                            isOpen
                                    && stands(words[0], words[1])
                                    && (approvals.isWithoutGrants(stage())
                                            || unmet().toString().contains("/approved"));
                        default -> isOpen && stands(words[0], words[1]);
                    };
            if (holds && Instant.parse(words[2]).isBefore(now) && told.add(words[0] + " " + words[1])) {
                events++;
            }
        }
        return events > before ? "yes" : "conflict";
    }

    private boolean stands(String type, String about) {
        return switch (type) {
            case "stage.overdue" -> about.equals(due());
            case "question.unanswered" -> questions.contains(about);
            case "message.unanswered" -> messages.contains(about);
            case "proposal.expired" -> "sent".equals(proposals.get(about));
            case "payment.overdue" -> true;
            case "approval.waiting" -> about.equals(approvalAskedAt());
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** Of what it has been told, what still stands. */
    private Set<String> toldOfWhatStands() {
        Set<String> standing = new TreeSet<>();
        for (String mark : told) {
            String[] words = mark.split(" ");
            if (stands(words[0], words[1])) {
                standing.add(
                        words[0].startsWith("question")
                                        || words[0].startsWith("message")
                                        || words[0].startsWith("proposal")
                                ? words[1]
                                : mark);
            }
        }
        return standing;
    }

    private boolean approved(String stage, String role, int count) {
        return approvals.suffice(
                order.subList(order.indexOf(stage), Math.max(at, order.indexOf(stage)) + 1), role, count);
    }

    /** What is said to a fact of words, such as {@code [question-asked, ID]}; it is then recorded, or not. */
    public String fact(String... words) {
        String refusal = objection(words);
        if (refusal != null) {
            return refusal;
        }
        events++;
        String one = words.length > 1 ? words[1] : null;
        String two = words.length > 2 ? words[2] : null;
        switch (words[0]) {
            case "owner" -> {
                owner = one;
                approvals.owned(owner);
            }
            case "value" -> {
                value = one;
                approvals.worth(value);
            }
            case "ask", "grant", "refuse" -> approvals.said(stage(), value, owner, words);
            case "offering" -> offering = one;
            case "fields" -> fields = new TreeSet<>(Arrays.asList(words).subList(1, words.length));
            case "submission" -> {
                submissions++;
                answers = Integer.parseInt(two);
            }
            case "survey" -> answers = Integer.parseInt(one);
            case "assessment" -> {
                interest = one;
                trust = two.equals("true");
                fit = words[3];
            }
            case "topics" -> topics = new TreeSet<>(Arrays.asList(words).subList(1, words.length));
            case "greeting" -> greetings++;
            case "question" -> questions.add(one);
            case "answer" -> questions.remove(one);
            case "link" -> channel = true;
            case "unlink" -> channel = false;
            case "message" -> messages.add(one);
            case "follow-up" -> messages.remove(one);
            case "activity" -> {
                kinds.add(two);
                outcomes.add(two + ":" + words[3]);
            }
            case "draft" -> documents.put(one, two + " drafted");
            case "send" -> documents.put(one, two + " sent");
            case "sign" -> documents.put(one, two + " signed");
            case "void" -> documents.remove(one);
            case "show", "hide" -> {
                // Whether a link is valid is no part of the rules.
            }
            case "propose" -> proposals.put(one, "drafted");
            case "send-proposal" -> proposals.put(one, "sent");
            case "accept" -> {
                proposals.put(one, "accepted");
                if (two != null) {
                    value = two;
                    approvals.worth(value);
                }
            }
            case "decline" -> proposals.remove(one);
            case "counter" -> {
                proposals.remove(one);
                proposals.put(two, "sent");
            }
            case "erase" -> {
                // What is erased was never part of the rules.
            }
            case "person" -> prospect = two;
            case "pay" -> {
                received += amount(two);
                currency = currencyOf(two);
                payments.put(one, amount(two));
                reversible.put(one, two);
            }
            case "refund" -> {
                refunded += amount(words[3]);
                payments.merge(two, -amount(words[3]), Long::sum);
            }
            case "reverse" -> {
                reversed += amount(words[3]);
                payments.put(two, 0L);
                reversible.remove(two);
            }
            case "plan" -> {
                // Instalments are no part of the rules either; only their sum is, and that others take their place.
                told.removeIf(mark -> mark.startsWith("payment.overdue"));
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "yes";
    }

    private String objection(String... words) {
        String one = words.length > 1 ? words[1] : null;
        String two = words.length > 2 ? words[2] : null;
        Set<String> whileClosed = Set.of(
                "owner",
                "question",
                "answer",
                "link",
                "unlink",
                "show",
                "hide",
                "message",
                "follow-up",
                "activity",
                "erase",
                "person",
                "pay",
                "refund",
                "reverse");
        boolean ofWon = status.equals("won") && words[0].equals("plan");
        if (!status.equals("open") && !whileClosed.contains(words[0]) && !ofWon) {
            return "closed " + status;
        }
        boolean contractOut = documents.containsValue("contract sent") || documents.containsValue("contract signed");
        boolean holds =
                switch (words[0]) {
                    case "person" -> one.equals(prospect);
                    case "answer" -> questions.contains(one);
                    case "follow-up" -> messages.contains(one);
                    case "send" -> (two + " drafted").equals(documents.get(one));
                    case "sign" ->
                        "contract drafted".equals(documents.get(one)) && two.equals("contract")
                                || "contract sent".equals(documents.get(one)) && two.equals("contract");
                    case "void", "show" ->
                        documents.containsKey(one) && kindOf(one).equals(two);
                    case "send-proposal" -> "drafted".equals(proposals.get(one));
                    case "accept", "decline", "counter" -> "sent".equals(proposals.get(one));
                    default -> true;
                };
        if (!holds) {
            return "conflict";
        }
        return switch (words[0]) {
            case "value" -> contractOut ? "rule 7" : null;
            case "accept" -> contractOut && two != null && !two.equals(value) ? "rule 7" : null;
            case "grant", "refuse" -> approvals.objection(stage(), owner, words);
            case "activity" -> kinds.size() >= 100 && !kinds.contains(two) ? "rule 5" : null;
            case "question" -> questions.size() >= 500 ? "rule 3" : null;
            case "message" -> messages.size() >= 500 ? "rule 3" : null;
            case "draft" -> documents.size() >= 500 ? "rule 3" : null;
            case "propose" -> proposals.size() >= 500 ? "rule 3" : null;
            case "pay" ->
                status.equals("won") && amount(two) > 0 && inCurrency(two) && amount(two) <= MOST - received
                        ? null
                        : "rule 7";
            case "refund" ->
                amount(words[3]) > 0
                                && inCurrency(words[3])
                                && payments.containsKey(two)
                                && amount(words[3]) <= payments.get(two)
                                && amount(words[3]) <= collected()
                        ? null
                        : "rule 7";
            case "reverse" -> words[3].equals(reversible.get(two)) ? null : "rule 7";
            case "plan" -> one == null || one.equals(value) ? null : "rule 7";
            default -> null;
        };
    }

    /** All that can be seen of the deal. */
    public Map<String, String> seen() {
        Map<String, String> seen = new TreeMap<>();
        seen.put("status", status);
        seen.put("version", "" + version);
        seen.put("stage", stage());
        seen.put("attempt", "" + visits.get(visits.size() - 1).attempts);
        seen.put("entered", "" + visits.get(visits.size() - 1).entered);
        seen.put("due", "" + due);
        seen.put("closed", "" + closed);
        seen.put("visits", "" + visits);
        seen.put("sequence", "" + events);
        seen.put("prospect", prospect);
        seen.put("owner", owner);
        seen.put("offering", offering);
        seen.put("value", value);
        seen.put("survey", submissions + " " + answers);
        seen.put("assessment", interest + " " + trust + " " + fit);
        seen.put("topics", "" + topics);
        seen.put("fields", "" + fields);
        seen.put("contact", greetings + " " + channel + " " + questions + " " + messages);
        Set<String> activities = new TreeSet<>(kinds);
        activities.addAll(outcomes);
        seen.put("activities", "" + activities);
        seen.put("documents", "" + documents);
        seen.put("proposals", "" + proposals);
        seen.put("approvals", approvals.seen());
        seen.put("told", "" + toldOfWhatStands());
        seen.put("money", received + " - " + refunded + " - " + reversed + " = " + collected() + " " + currency);
        return seen;
    }

    private boolean inCurrency(String money) {
        return currency() == null || currency().equals(currencyOf(money));
    }

    private static long amount(String money) {
        return Long.parseLong(money.split(" ")[0]);
    }

    private static String currencyOf(String money) {
        return money.split(" ")[1];
    }

    private void dueFrom(Instant now) {
        due = now.plus(days.get(stage()), ChronoUnit.DAYS);
    }
}
