package io.salesprocess.scenario.random;

import static io.salesprocess.scenario.random.Words.unmet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.PlainModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Sends calls with headers as chance has it, and compares each answer with what the rules say: {@code yes}, or why not in the
 * words of the model, or what HTTP has to add ({@code invalid /pointer}, {@code unknown}, {@code stale} and so on).
 */
final class Exchange {

    /** Bodies can be told apart from a first one by words in these fields. */
    private static final Set<String> FREE_WORDS = Set.of("text", "note", "signedBy", "terms", "channel", "method");

    private static final int TOLD = 8;

    private final Dice dice;
    private final RandomWorld world;
    private final List<String> log = new ArrayList<>();
    private final List<Posted> posted = new ArrayList<>();
    private final List<String> spareKeys = new ArrayList<>();
    private KnownDeal deal;

    /** A request under a key, and how it was answered. */
    private record Posted(String path, Map<String, Object> body, String key, Answer answer) {}

    /** Whether the service looks at {@code If-Match}. */
    enum Match {
        IGNORED,
        OPTIONAL,
        NEEDED
    }

    Exchange(Dice dice, RandomWorld world) {
        this.dice = dice;
        this.world = world;
    }

    /** The deal that this is about now; null before the first has been opened. */
    KnownDeal deal() {
        return deal;
    }

    /** The deal whose version counts from now on. */
    void turnTo(String id, PlainModel model) {
        deal = new KnownDeal(id, model);
        world.deals().add(UUID.fromString(id));
    }

    Http http() {
        return world.http();
    }

    void log(String line) {
        log.add(line);
    }

    String story() {
        return log.size() + " calls, the last:\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - TOLD), log.size()));
    }

    /** Tells the deal something; {@code ?} among the words stands for the id that the service will give it. */
    Optional<Answer> tell(String below, Body body, int success, String... words) {
        String said = deal.model.copy().fact(words);
        Map<String, Object> sentBody = body == null ? null : body.map();
        Optional<Answer> done = call("POST", deal.path(below), sentBody, said, success, Match.OPTIONAL);
        done.ifPresent(answer -> {
            String id = answer.text("id");
            deal.model.fact(Arrays.stream(words)
                    .map(word -> "?".equals(word) ? id : word)
                    .toArray(String[]::new));
            isTagged(answer);
        });
        return done;
    }

    /** The same about something that the deal may or may not have. */
    Optional<Answer> step(Collection<String> known, String id, String below, Body body, int success, String... words) {
        return known.contains(id)
                ? tell(below, body, success, words)
                : call("POST", deal.path(below), body == null ? null : body.map(), "unknown", 0, Match.OPTIONAL);
    }

    /** The answer to a change names the version that the deal now has. */
    void isTagged(Answer answer) {
        assertThat(answer.header("ETag")).as(this::story).isEqualTo("\"" + deal.model.events() + "\"");
    }

    Optional<Answer> call(String method, String path, Object body, String said, int success, Match match) {
        return call(method, path, body, said, success, match, false);
    }

    /** Sends a call and compares its answer with what the rules say; returns it if it was accepted. */
    Optional<Answer> call(
            String method, String path, Object body, String saidOfIt, int success, Match match, boolean needsKey) {
        String said = saidOfIt;
        List<String> headers = new ArrayList<>();
        // Of several things wrong at once any may be named, so only one is.
        boolean onlyThis = !said.startsWith("invalid") && !said.equals("unknown");
        int luck = dice.roll(12);
        if (match == Match.NEEDED && luck == 0 && onlyThis) {
            said = "unconditional";
        } else if (match != Match.IGNORED && luck == 1 && onlyThis) {
            headers.addAll(List.of(
                    "If-Match",
                    dice.pick(
                            "\"0\"",
                            "\"" + (deal.model.events() + 1) + "\"",
                            "W/\"" + deal.model.events() + "\"",
                            "\"x\"")));
            said = "stale";
        } else if (match == Match.NEEDED || match == Match.OPTIONAL && luck < 4) {
            headers.addAll(List.of("If-Match", "\"" + deal.model.events() + "\""));
        }
        String key = null;
        if (method.equals("POST") && !path.contains("dryRun") && (needsKey || dice.roll(5) < 2)) {
            key = spareKeys.isEmpty() || dice.roll(4) > 0
                    ? UUID.randomUUID().toString()
                    : spareKeys.remove(dice.roll(spareKeys.size()));
            headers.addAll(List.of("Idempotency-Key", key));
        }
        Answer answer = world.http().send(method, path, body, headers.toArray(String[]::new));
        log.add(method + " " + path + " " + body + " " + headers + ": " + answer + ", expected: " + said);
        check(answer, said, success);
        if (!said.equals("yes")) {
            // What was refused may be tried again under its key, with whatever body.
            Optional.ofNullable(key).ifPresent(spareKeys::add);
            return Optional.empty();
        }
        if (key != null) {
            posted.add(new Posted(path, asMap(body), key, answer));
        }
        return Optional.of(answer);
    }

    @SuppressWarnings("unchecked") // Successful bodies are maps.
    private static Map<String, Object> asMap(Object body) {
        return (Map<String, Object>) body;
    }

    /** Sends an earlier call again under its key, or another one. */
    void retry() {
        if (posted.isEmpty()) {
            return;
        }
        Posted first = posted.get(dice.roll(posted.size()));
        Map<String, Object> other = dice.onceIn(4) ? otherThan(first.body) : null;
        Answer answer =
                world.http().send("POST", first.path, other == null ? first.body : other, "Idempotency-Key", first.key);
        log.add("POST " + first.path + " again, with " + (other == null ? "the same" : other) + ": " + answer);
        if (other != null) {
            check(answer, "reused", 0);
            return;
        }
        assertThat(answer.header("Idempotency-Replayed")).as(this::story).isEqualTo("true");
        assertThat(answer.status()).as(this::story).isEqualTo(first.answer.status());
        assertThat(answer.header("Location")).as(this::story).isEqualTo(first.answer.header("Location"));
        if (first.path.endsWith("/message-link")) {
            assertThat(answer.text("token")).as(this::story).isNull();
            assertThat(answer.text("id")).as(this::story).isEqualTo(first.answer.text("id"));
        } else {
            assertThat(answer.body()).as(this::story).isEqualTo(first.answer.body());
        }
        world.count("replayed");
    }

    private static Map<String, Object> otherThan(Map<String, Object> body) {
        if (body == null) {
            return null;
        }
        Map<String, Object> other = new TreeMap<>(body);
        for (Map.Entry<String, Object> field : other.entrySet()) {
            if (FREE_WORDS.contains(field.getKey())) {
                field.setValue(field.getValue() + "!");
                return other;
            }
        }
        return null;
    }

    /** Compares an answer with what the rules say. */
    void check(Answer answer, String said, int success) {
        world.count(said.split("[ :]")[0] + (said.startsWith("closed") ? said.substring(6) : ""));
        String expected =
                switch (said.split("[ :]")[0]) {
                    case "yes" -> success + " ";
                    case "unmet" -> "422 criteria-unmet";
                    case "out" -> "409 out-of-order";
                    case "closed" -> "409 deal-closed";
                    case "not" -> "409 transition-not-allowed";
                    case "no", "invalid" -> "400 invalid-request";
                    case "malformed" -> "400 malformed-request";
                    case "keyless" -> "400 idempotency-key-missing";
                    case "unknown" -> "404 not-found";
                    case "not-allowed-method" -> "405 method-not-allowed";
                    case "conflict" -> "409 conflict";
                    case "submission-conflict" -> "409 submission-conflict";
                    case "stale" -> "412 stale-version";
                    case "unconditional" -> "428 precondition-required";
                    case "rule" -> "422 rule-violated";
                    case "reused" -> "422 idempotency-key-reused";
                    default -> throw new IllegalArgumentException(said);
                };
        String type = answer.status() < 400 ? "" : answer.problem();
        assertThat(answer.status() + " " + type).as(this::story).isEqualTo(expected);
        JsonNode body = answer.body();
        if (said.startsWith("unmet")) {
            assertThat("unmet " + unmet(body)).as(this::story).isEqualTo(said);
        } else if (said.startsWith("out")) {
            assertThat(answer.text("stage")).as(this::story).isEqualTo(deal.model.stage());
        } else if (said.startsWith("closed")) {
            assertThat(answer.text("dealStatus")).as(this::story).isEqualTo(deal.model.status());
        } else if (said.startsWith("rule")) {
            assertThat(answer.text("rule")).as(this::story).isEqualTo(said.substring(5));
        } else if (said.startsWith("no r") || said.startsWith("invalid")) {
            String pointer = said.startsWith("no") ? "/reason" : said.substring("invalid ".length());
            assertThat(body.path("errors").findValuesAsText("pointer"))
                    .as(this::story)
                    .containsExactly(pointer);
        }
    }
}
