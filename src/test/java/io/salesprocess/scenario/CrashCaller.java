package io.salesprocess.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.testkit.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One caller of a service that is killed now and then. It does what callers are told to do: an answer that does not come leaves
 * the outcome unknown, so the same is sent again, under the same key, until there is an answer. It writes everything down.
 */
final class CrashCaller {

    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PackagedService service;
    private final Random random;
    private final String wonDeal;
    private final List<Story> stories = new ArrayList<>();
    private int unknown;

    /** A call that is carried out once, however often it is sent. */
    record Call(String path, String body, String key) {

        HttpResponse<String> send(PackagedService service) throws IOException, InterruptedException {
            return key == null
                    ? service.send("POST", path, body)
                    : service.send("POST", path, body, "Idempotency-Key", key);
        }
    }

    /** A call, and what it was answered in the end. */
    record Done(Call call, int status, JsonNode body) {}

    /**
     * One prospect's way through the first stage, and a payment that has nothing to do with it.
     *
     * @param amount that no other payment has
     * @param back what was done about the payment afterwards: a refund or a reversal, or nothing
     */
    record Story(Done submission, Done transition, Done payment, long amount, List<Done> back) {

        /** What was acknowledged to have gone back, by refunds or by reversals. */
        long wentBack(String kind) {
            return back.stream()
                    .filter(done -> done.call().path().endsWith(kind))
                    .mapToLong(done -> done.body().at("/amount/amount").asLong())
                    .sum();
        }

        List<Done> all() {
            List<Done> all = new ArrayList<>(List.of(submission, transition, payment));
            all.addAll(back);
            return all;
        }

        String dealId() {
            return submission.body().path("dealId").asText();
        }
    }

    /** @param wonDeal takes the payments */
    CrashCaller(PackagedService service, long seed, String wonDeal) {
        this.service = service;
        this.random = new Random(seed);
        this.wonDeal = wonDeal;
    }

    List<Story> stories() {
        return stories;
    }

    /** How many answers did not come. */
    int unknown() {
        return unknown;
    }

    void callWhile(BooleanSupplier goesOn) throws InterruptedException, IOException {
        while (goesOn.getAsBoolean()) {
            stories.add(tell());
            TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
        }
    }

    private Story tell() throws InterruptedException, IOException {
        String id = UUID.randomUUID().toString();
        Done submission = done(submission(id));
        String deal = "/v1/deals/" + submission.body().path("dealId").asText();
        answered(() -> service.send(
                "PATCH",
                deal + "/assessment",
                "{\"interest\": \"strong\", \"trustedAdvisor\": true, \"fit\": \"fit\"}"));
        Done transition = done(new Call(
                deal + "/transitions", "{\"type\": \"advance\", \"from\": \"pre-qualification\"}", "advance-" + id));
        long amount = 1 + random.nextLong(1_000_000_000_000L);
        Done payment = done(payment(id, amount));
        List<Done> back = new ArrayList<>();
        String paid = wonDeal + "/payments/" + payment.body().path("id").asText();
        if (random.nextInt(2) == 0) {
            back.add(done(money(
                    paid + "/refunds",
                    "refund-" + id,
                    "\"amount\": {\"amount\": %d, \"currency\": \"EUR\"}".formatted(1 + amount / 2))));
        } else if (random.nextInt(2) == 0) {
            // Not after a refund: what is collected would fall below zero, and refunds of others would be refused.
            back.add(done(money(paid + "/reversal", "reversal-" + id, "\"reason\": \"It bounced\"")));
        }
        return new Story(submission, transition, payment, amount, back);
    }

    /** Known again by its own id, or by the key that it is sent under. */
    private Call submission(String id) {
        boolean byKey = random.nextBoolean();
        String ownId = byKey ? "" : "\"submissionId\": \"%s\", ".formatted(id);
        String body =
                "{%s\"prospect\": {\"name\": \"Ada\", \"email\": \"%s@example.com\"}, \"answers\": {\"need\": \"x\"}}"
                        .formatted(ownId, id);
        return new Call("/v1/forms/contact/submissions", body, byKey ? "submit-" + id : null);
    }

    private Call payment(String id, long amount) {
        return money(
                wonDeal + "/payments",
                "pay-" + id,
                "\"amount\": {\"amount\": %d, \"currency\": \"EUR\"}".formatted(amount));
    }

    /** Known again by its reference, or by the key that it is sent under. */
    private Call money(String path, String id, String content) {
        boolean byKey = random.nextBoolean();
        String reference = byKey ? "" : ", \"reference\": \"%s\"".formatted(id);
        return new Call(path, "{" + content + reference + "}", byKey ? id : null);
    }

    private Done done(Call call) throws InterruptedException, IOException {
        HttpResponse<String> answer = answered(() -> call.send(service));
        return new Done(call, answer.statusCode(), JSON.readTree(answer.body()));
    }

    private interface Sending {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private HttpResponse<String> answered(Sending sending) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = sending.send();
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() < 300) {
                    return answer;
                }
                boolean isToBeRepeated =
                        answer.statusCode() == 503 || last.contains("/problems/idempotency-in-progress");
                if (!isToBeRepeated) {
                    throw new AssertionError("A call that is right was refused: " + last);
                }
            } catch (IOException e) {
                last = e.toString();
            }
            unknown++;
            TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(60));
        }
        throw new AssertionError("There was no answer for too long, at last " + last);
    }
}
