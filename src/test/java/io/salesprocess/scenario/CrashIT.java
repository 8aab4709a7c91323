package io.salesprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.testkit.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service and its database are killed under load. The judge is the caller's own record: what was acknowledged is there,
 * and what is unknown, sent again, has happened exactly once; insights agree.
 */
class CrashIT {

    private static final int CALLERS = 4;
    private static final long LOAD_MILLIS = 1_500;

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<Story> stories = new ConcurrentLinkedQueue<>();

    /** What one caller sent, and what it knows of it. */
    private static final class Story {
        final String submissionId = UUID.randomUUID().toString();
        final String key = UUID.randomUUID().toString();
        volatile String dealId;
        volatile boolean advanced;
    }

    private enum Kill {
        SERVICE,
        DATABASE,
        BOTH
    }

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_doubled() throws Exception {
        run(List.of(Kill.SERVICE, Kill.DATABASE, Kill.BOTH));
    }

    @Test
    @Tag("slow")
    void nothing_is_lost_nor_doubled_however_often_it_is_killed() throws Exception {
        for (int i = 0; i < 10; i++) {
            run(List.of(Kill.SERVICE, Kill.DATABASE, Kill.BOTH));
        }
    }

    private void run(List<Kill> kills) throws Exception {
        Path directory = Path.of("target", "crash-test", UUID.randomUUID().toString());
        PackagedService service = new PackagedService(directory);
        service.start();
        try {
            prepare(service);
            int judged = 0;
            for (Kill kill : kills) {
                underLoad(service, kill);
                if (kill == Kill.DATABASE) {
                    service.awaitReady();
                } else {
                    service.start();
                }
                for (Story story : stories) {
                    judge(service, story);
                }
                assertThat(stories.stream().filter(story -> story.advanced)).isNotEmpty();
                judged += stories.size();
                judgeInsights(service, judged);
                stories.clear();
            }
        } finally {
            service.stop();
        }
    }

    private void prepare(PackagedService service) throws IOException, InterruptedException {
        service.callAs("manager");
        HttpResponse<String> form = service.send("POST", "/v1/forms", """
                {"key": "contact", "title": "Talk to us", "pipeline": "standard",
                 "questions": [{"key": "need", "label": "Need", "type": "text"}]}""");
        assertThat(form.statusCode()).isEqualTo(201);
    }

    private void underLoad(PackagedService service, Kill kill) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> {
                while (!stop.get()) {
                    Story story = new Story();
                    stories.add(story);
                    tell(service, story);
                }
            });
        }
        TimeUnit.MILLISECONDS.sleep(LOAD_MILLIS);
        if (kill != Kill.SERVICE) {
            service.killDatabase();
        }
        if (kill != Kill.DATABASE) {
            service.killService();
        }
        stop.set(true);
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Goes as far as it gets; an answer that does not come leaves its outcome unknown. */
    private void tell(PackagedService service, Story story) {
        try {
            HttpResponse<String> submitted = submit(service, story);
            if (submitted.statusCode() == 201) {
                String dealId = json.readTree(submitted.body()).get("dealId").asText();
                story.dealId = dealId;
                if (assess(service, dealId).statusCode() == 200) {
                    story.advanced = advance(service, story).statusCode() == 201;
                }
            }
        } catch (IOException e) {
            // The caller does not know what became of its request, which is what the judge is for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(PackagedService service, Story story) throws IOException, InterruptedException {
        HttpResponse<String> again = submit(service, story);
        assertThat(again.statusCode()).as(again.body()).isIn(200, 201);
        JsonNode receipt = json.readTree(again.body());
        if (story.dealId != null) {
            assertThat(again.statusCode())
                    .as("an acknowledged submission is known")
                    .isEqualTo(200);
            assertThat(receipt.get("dealId").asText()).isEqualTo(story.dealId);
        }
        story.dealId = receipt.get("dealId").asText();
        assertThat(assess(service, story.dealId).statusCode()).isEqualTo(200);
        HttpResponse<String> advanced = advance(service, story);
        assertThat(advanced.statusCode()).as(advanced.body()).isEqualTo(201);
        if (story.advanced) {
            assertThat(advanced.headers().firstValue("Idempotency-Replayed")).contains("true");
        }
        JsonNode history = get(service, "/v1/deals/" + story.dealId + "/history");
        assertThat(history.findValuesAsText("type").stream().filter("deal.opened"::equals))
                .hasSize(1);
        assertThat(history.findValuesAsText("type").stream().filter("submission.received"::equals))
                .hasSize(1);
        assertThat(history.findValuesAsText("type").stream().filter("deal.advanced"::equals))
                .hasSize(1);
        JsonNode verdict = get(service, "/v1/deals/" + story.dealId + "/history/verification");
        assertThat(verdict.get("intact").asBoolean()).isTrue();
        assertThat(verdict.get("stateMatches").asBoolean()).isTrue();
        story.advanced = true;
    }

    /** However often the projector was killed, every deal has left the first stage once, and stands in the second. */
    private void judgeInsights(PackagedService service, int deals) throws IOException, InterruptedException {
        JsonNode stages = get(service, "/v1/insights/funnel?pipeline=standard").get("stages");
        assertThat(stages.get(0).get("entered").asInt()).isEqualTo(deals);
        assertThat(stages.get(0).get("advanced").asInt()).isEqualTo(deals);
        assertThat(stages.get(1).get("stillThere").asInt()).isEqualTo(deals);
    }

    private static HttpResponse<String> submit(PackagedService service, Story story)
            throws IOException, InterruptedException {
        String body = """
                {"submissionId": "%1$s", "prospect": {"name": "Ada", "email": "%1$s@example.com"}, "answers": {"need": "x"}}""".formatted(story.submissionId);
        return service.send("POST", "/v1/forms/contact/submissions", body);
    }

    private static HttpResponse<String> assess(PackagedService service, String dealId)
            throws IOException, InterruptedException {
        return service.send(
                "PATCH",
                "/v1/deals/" + dealId + "/assessment",
                "{\"interest\": \"strong\", \"trustedAdvisor\": true, \"fit\": \"fit\"}");
    }

    private static HttpResponse<String> advance(PackagedService service, Story story)
            throws IOException, InterruptedException {
        return service.send(
                "POST",
                "/v1/deals/" + story.dealId + "/transitions",
                "{\"type\": \"advance\", \"from\": \"pre-qualification\"}",
                "Idempotency-Key",
                story.key);
    }

    private JsonNode get(PackagedService service, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
