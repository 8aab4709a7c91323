package io.salesprocess.scenario.fuzz;

import io.salesprocess.scenario.fuzz.Wire.Answer;
import io.salesprocess.scenario.random.Dice;
import io.salesprocess.testkit.Sales;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** One caller's requests, all of them made from one seed and from what the service answered before. */
final class FuzzLife {

    private static final String[][] PATHS = {
        {},
        {"pre-qualification"},
        {"pre-qualification", "qualification"},
        {"pre-qualification", "qualification", "relationship"},
        {"pre-qualification", "qualification", "relationship", "conversion"}
    };

    private final long seed;
    private final AnswerCheck check;
    private final Known known;
    private final Requests requests;
    private final Map<String, Integer> tally;
    private final BiConsumer<String, String> faults;

    /**
     * @param tally how often each status was answered
     * @param faults is told what kind of fault there was, and all about it
     */
    FuzzLife(
            long seed,
            Document document,
            AnswerCheck check,
            Credentials credentials,
            Map<String, Integer> tally,
            BiConsumer<String, String> faults) {
        this.seed = seed;
        this.check = check;
        this.tally = tally;
        this.faults = faults;
        this.known = new Known(document);
        this.requests = new Requests(document, known, credentials, new Dice(seed), seed);
    }

    void live(URI service, int times) throws IOException {
        begin();
        try (Wire wire = new Wire(service)) {
            for (int number = 1; number <= times; number++) {
                Request request = requests.next();
                Answer answer = exchange(wire, request, number);
                if (answer != null && isCreated(answer)) {
                    String location = answer.header("Location").replaceFirst("^https?://[^/]+", "");
                    readBack(wire, Requests.read(request, location), number);
                }
            }
        }
    }

    /** So that the first requests have something to be about: deals in every stage, and one that is won. */
    private void begin() {
        for (String pipeline : new String[] {"standard", "proposal"}) {
            known.learn("pipeline", pipeline);
            known.learn("key", pipeline);
        }
        for (String kind : new String[] {"receptionist", "call", "welcome-letter"}) {
            known.learn("kind", kind);
        }
        String form = Sales.form("standard");
        known.learnAddress("/v1/forms/" + form);
        known.learn("form", form);
        known.learnAddress("/v1/salespeople/" + Sales.salesperson());
        known.learnAddress("/v1/offerings/" + Sales.offering());
        known.learnAddress("/v1/prospects/" + Sales.prospect());
        for (String[] path : PATHS) {
            UUID deal = Sales.dealBy(form);
            Sales.through(deal, path);
            known.learnAddress("/v1/deals/" + deal);
        }
        known.learnAddress("/v1/deals/" + Sales.dealBy(Sales.form("proposal")));
        known.learn("stage", "pre-qualification");
    }

    /** What a replay tells of may be gone by now. */
    private static boolean isCreated(Answer answer) {
        return answer.status() == 201
                && answer.header("Location") != null
                && answer.header("Idempotency-Replayed") == null;
    }

    private Answer exchange(Wire wire, Request request, int number) {
        Answer answer;
        try {
            answer = wire.send(request);
        } catch (IOException e) {
            fault(request, number, "has no answer: " + e.getMessage(), "");
            return null;
        }
        tally.merge(Integer.toString(answer.status()), 1, Integer::sum);
        for (String fault : check.faults(request, answer)) {
            fault(request, number, answer.status() + " " + fault, answer.headers() + "\n" + shortened(answer.text()));
        }
        if (request.tricks().isEmpty()) {
            known.learn(request.path(), answer);
        }
        return answer;
    }

    private void readBack(Wire wire, Request read, int number) throws IOException {
        Answer answer = wire.send(read);
        if (answer.status() != 200) {
            fault(read, number, answer.status() + " is not what was created", shortened(answer.text()));
        }
        known.learn(read.path(), answer);
    }

    private void fault(Request request, int number, String fault, String answer) {
        String kind = request.operation().id() + ": " + fault.replaceAll("[0-9]{2,}|'[^']*'", "…");
        faults.accept(
                kind,
                "-Dsalesprocess.seed=" + seed + ", request " + number + "\n> " + request + "\n< " + fault + " "
                        + answer);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 800));
    }
}
