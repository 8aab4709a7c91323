package io.salesprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.scenario.CrashCaller.Done;
import io.salesprocess.scenario.CrashCaller.Story;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service and its database are killed under load, at random moments. The judge is the callers' own record: what was
 * acknowledged is there, and what was sent again because its outcome was unknown has happened exactly once; insights agree.
 */
class CrashIT {

    private static final Logger LOG = Logger.getLogger(CrashIT.class);

    private static final int CALLERS = 4;
    private static final int LONGEST_PEACE_MILLIS = 1_500;

    private final ObjectMapper json = new ObjectMapper();

    private enum Kill {
        SERVICE,
        DATABASE,
        BOTH
    }

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_doubled() throws Exception {
        run(1);
    }

    @Test
    @Tag("slow")
    void nothing_is_lost_nor_doubled_however_often_it_is_killed() throws Exception {
        for (int i = 0; i < 5; i++) {
            run(3);
        }
    }

    /** @param times how often each kind of killing comes */
    private void run(int times) throws Exception {
        Random moments = new Random();
        Path directory = Path.of("target", "crash-test", UUID.randomUUID().toString());
        // The time limit of the database is not what is tested, and a busy machine needs longer for what is called
        // first.
        PackagedService service = new PackagedService(
                directory, Map.of(Keys.SETTING, Keys.ADMIN, "salesprocess.database.deadline", "10S"));
        service.start();
        try {
            service.callAs("manager");
            String wonDeal = prepare(service);
            List<CrashCaller> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new CrashCaller(service, moments.nextLong(), wonDeal));
            }
            underLoad(callers, () -> kill(service, times, moments));
            List<Story> stories = callers.stream()
                    .flatMap(caller -> caller.stories().stream())
                    .toList();
            int unknown = callers.stream().mapToInt(CrashCaller::unknown).sum();
            LOG.infof("%d stories, %d times no answer", stories.size(), unknown);
            assertThat(stories).hasSizeGreaterThan(CALLERS);
            assertThat(unknown).as("how often there was no answer").isPositive();
            for (Story story : stories) {
                judge(service, story);
            }
            judgePayments(service, wonDeal, stories);
            judgeInsights(service, stories.size());
        } finally {
            service.stop();
        }
    }

    /** A form, and a deal that has been won; returns where the deal is. */
    private String prepare(PackagedService service) throws IOException, InterruptedException {
        create(service, "/v1/forms", """
                {"key": "contact", "title": "Talk to us", "pipeline": "standard",
                 "questions": [{"key": "need", "label": "Need", "type": "text"}]}""");
        String deal = "/v1/deals/"
                + create(
                                service,
                                "/v1/forms/contact/submissions",
                                "{\"submissionId\": \"first\", \"prospect\": {\"name\": \"Ada\", \"email\": \"a@example.com\"}, \"answers\": {\"need\": \"x\"}}")
                        .get("dealId")
                        .asText();
        patch(service, deal + "/assessment", "{\"interest\": \"strong\", \"trustedAdvisor\": true, \"fit\": \"fit\"}");
        advance(service, deal, "pre-qualification");
        patch(
                service,
                deal + "/qualification",
                "{\"productBackground\": \"a\", \"productHistory\": \"b\", \"targetAudience\": \"c\", \"possibleIssues\": [\"d\"]}");
        advance(service, deal, "qualification");
        create(service, deal + "/greetings", "{\"by\": \"receptionist\"}");
        create(service, deal + "/message-link", "");
        advance(service, deal, "relationship");
        String letter = paper(service, deal, "welcome-letter");
        change(service, "POST", letter + "/send", "");
        String contract = paper(service, deal, "contract");
        change(service, "POST", contract + "/send", "");
        change(service, "POST", contract + "/sign", "{\"signedBy\": \"Ada\"}");
        advance(service, deal, "conversion");
        return deal;
    }

    private String paper(PackagedService service, String deal, String kind) throws IOException, InterruptedException {
        JsonNode paper = create(service, deal + "/documents", "{\"kind\": \"" + kind + "\"}");
        return deal + "/documents/" + paper.get("id").asText();
    }

    private void advance(PackagedService service, String deal, String from) throws IOException, InterruptedException {
        create(service, deal + "/transitions", "{\"type\": \"advance\", \"from\": \"" + from + "\"}");
    }

    private interface Disaster {
        void strike() throws Exception;
    }

    private static void underLoad(List<CrashCaller> callers, Disaster disaster) throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            List<Future<?>> calling = new ArrayList<>();
            for (CrashCaller caller : callers) {
                calling.add(threads.submit(() -> {
                    caller.callWhile(goesOn::get);
                    return null;
                }));
            }
            disaster.strike();
            goesOn.set(false);
            for (Future<?> caller : calling) {
                caller.get();
            }
        } finally {
            goesOn.set(false);
            threads.shutdownNow();
        }
    }

    private static void kill(PackagedService service, int times, Random moments) throws Exception {
        List<Kill> kills = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            kills.addAll(List.of(Kill.values()));
        }
        Collections.shuffle(kills, moments);
        for (Kill kill : kills) {
            TimeUnit.MILLISECONDS.sleep(moments.nextInt(LONGEST_PEACE_MILLIS));
            if (kill != Kill.SERVICE) {
                service.killDatabase();
            }
            if (kill == Kill.DATABASE) {
                service.awaitReady();
            } else {
                service.killService();
                service.start();
            }
        }
    }

    private void judge(PackagedService service, Story story) throws IOException, InterruptedException {
        for (Done done : story.all()) {
            HttpResponse<String> again = done.call().send(service);
            boolean isKeyed = done.call().key() != null;
            assertThat(again.headers().firstValue("Idempotency-Replayed").isPresent())
                    .as("%s is a replay: %s", done.call().path(), again)
                    .isEqualTo(isKeyed);
            assertThat(again.statusCode()).isEqualTo(isKeyed ? done.status() : 200);
            JsonNode now = json.readTree(again.body());
            // By its reference a payment is found as it is now, and what goes back of it came later.
            boolean isPayment = done == story.payment() && !isKeyed;
            assertThat(isPayment ? now.get("id") : now)
                    .as(done.call().path())
                    .isEqualTo(isPayment ? done.body().get("id") : done.body());
        }
        String deal = "/v1/deals/" + story.dealId();
        List<String> history = get(service, deal + "/history").findValuesAsText("type");
        assertThat(history)
                .containsOnlyOnce("deal.opened", "submission.received", "assessment.recorded", "deal.advanced");
        JsonNode verdict = get(service, deal + "/history/verification");
        assertThat(verdict.get("intact").asBoolean()).isTrue();
        assertThat(verdict.get("stateMatches").asBoolean()).isTrue();
    }

    /** Each amount is one caller's, so that each payment can be told from all others. */
    private void judgePayments(PackagedService service, String deal, List<Story> stories)
            throws IOException, InterruptedException {
        Map<Long, String> expected = new HashMap<>();
        stories.forEach(story ->
                expected.put(story.amount(), story.payment().body().get("id").asText()));
        Map<Long, String> found = new HashMap<>();
        String next = "";
        do {
            JsonNode page = get(service, deal + "/payments?limit=200" + next);
            for (JsonNode payment : page.get("items")) {
                String other = found.put(
                        payment.get("amount").get("amount").asLong(),
                        payment.get("id").asText());
                assertThat(other).as("another payment of the same amount").isNull();
            }
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        } while (next != null);
        assertThat(found).isEqualTo(expected);
        long received = expected.keySet().stream().mapToLong(Long::longValue).sum();
        long refunded =
                stories.stream().mapToLong(story -> story.wentBack("/refunds")).sum();
        long reversed =
                stories.stream().mapToLong(story -> story.wentBack("/reversal")).sum();
        long collected = received - refunded - reversed;
        JsonNode money = get(service, deal).get("payments");
        assertThat(money.at("/collected/amount").asLong()).isEqualTo(collected);
        assertThat(money.at("/refunded/amount").asLong()).isEqualTo(refunded);
        assertThat(money.at("/reversed/amount").asLong()).isEqualTo(reversed);
        JsonNode total = get(service, "/v1/payments?limit=1").at("/totals/0");
        assertThat(List.of(
                        total.get("payments").asLong(),
                        total.get("refunds").asLong(),
                        total.get("reversals").asLong()))
                .containsExactly(received, refunded, reversed);
        JsonNode statement = get(service, deal + "/statement");
        assertThat(statement.at("/collected/amount").asLong()).isEqualTo(collected);
        assertThat(statement.get("entries").size())
                .isEqualTo(stories.stream()
                        .mapToInt(story -> 1 + story.back().size())
                        .sum());
        JsonNode verdict = get(service, deal + "/history/verification");
        assertThat(verdict.get("intact").asBoolean()
                        && verdict.get("stateMatches").asBoolean())
                .isTrue();
    }

    /** However often the projector was killed, every deal has left the first stage once; all but the won one are in the second. */
    private void judgeInsights(PackagedService service, int deals) throws IOException, InterruptedException {
        JsonNode stages = get(service, "/v1/insights/funnel?pipeline=standard").get("stages");
        assertThat(stages.get(0).get("entered").asInt()).isEqualTo(deals + 1);
        assertThat(stages.get(0).get("advanced").asInt()).isEqualTo(deals + 1);
        assertThat(stages.get(1).get("stillThere").asInt()).isEqualTo(deals);
    }

    private JsonNode create(PackagedService service, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = service.send("POST", path, body);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(201);
        return json.readTree(answer.body());
    }

    private static void patch(PackagedService service, String path, String body)
            throws IOException, InterruptedException {
        change(service, "PATCH", path, body);
    }

    private static void change(PackagedService service, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = service.send(method, path, body);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    }

    private JsonNode get(PackagedService service, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
