package io.salesprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.PackagedService;
import io.salesprocess.testkit.Receiver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Webhooks while the service is killed at the two worst moments, again and again (rule 17). */
@Tag("slow")
class DeliveryCrashIT {

    private static final Logger LOG = Logger.getLogger(DeliveryCrashIT.class);
    private static final int KILLS_OF_A_KIND = 3;
    private static final int DEALS = 3;

    /** With the time that recording has, what a killed instance was sending is due again after 13 seconds. */
    private static final String TIMEOUT = "3S";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger deliveries = new AtomicInteger();
    private volatile PackagedService toKill;

    @Test
    void what_was_committed_arrives_in_order_and_what_arrives_twice_has_the_same_id() throws Exception {
        Path directory = Path.of("target", "crash-test", UUID.randomUUID().toString());
        PackagedService service = new PackagedService(
                directory,
                Map.of(
                        Keys.SETTING,
                        Keys.ADMIN,
                        "salesprocess.webhooks.allowed-private-networks",
                        "127.0.0.0/8",
                        "salesprocess.webhooks.timeout",
                        TIMEOUT,
                        "salesprocess.webhooks.retry-after",
                        "1S,1S,1S,1S,1S,1S,1S,1S,1S"));
        service.start();
        try (Receiver receiver = Receiver.that((request, response) -> {
            deliveries.incrementAndGet();
            PackagedService killed = toKill;
            if (killed != null) {
                // Between delivery and its record: the message has been taken, and the service does not live to know
                // it.
                toKill = null;
                kill(killed);
            }
            Receiver.respond(response, 200, "");
            return true;
        })) {
            service.callAs("manager", "admin");
            assertThat(service.send("POST", "/v1/webhooks", "{\"url\": \"" + receiver.url() + "\", \"types\": []}")
                            .statusCode())
                    .isEqualTo(201);
            String prospect = id(
                    service.send("POST", "/v1/prospects", "{\"name\": \"Ada Stone\", \"email\": \"ada@example.com\"}"));
            List<String> deals = new ArrayList<>();
            Map<String, Integer> last = new HashMap<>();
            for (int i = 0; i < DEALS; i++) {
                String deal = id(service.send("POST", "/v1/deals", "{\"prospectId\": \"" + prospect + "\"}"));
                deals.add(deal);
                last.put(deal, 1);
            }
            for (int i = 0; i < KILLS_OF_A_KIND; i++) {
                for (String deal : deals) {
                    ask(service, deal, last);
                }
                int before = deliveries.get();
                toKill = service;
                ask(service, deals.get(0), last);
                await(() -> deliveries.get() > before && toKill == null);
                service.start();
                LOG.infof("Killed between delivery and its record; %d deliveries so far", deliveries.get());

                for (String deal : deals) {
                    ask(service, deal, last);
                }
                // Between commit and delivery: what was answered is committed, and has not been looked for yet.
                kill(service);
                service.start();
                LOG.infof("Killed between commit and delivery; %d deliveries so far", deliveries.get());
            }
            await(() -> deals.stream().allMatch(deal -> firsts(receiver, deal).size() == last.get(deal)));

            int all = 0;
            for (String deal : deals) {
                assertThat(firsts(receiver, deal))
                        .isEqualTo(LongStream.rangeClosed(1, last.get(deal))
                                .boxed()
                                .toList());
                all += last.get(deal);
            }
            Set<String> ids = new LinkedHashSet<>();
            receiver.received().forEach(message -> ids.add(message.id()));
            assertThat(ids).as("duplicates have the same webhook-id").hasSize(all);
            LOG.infof("%d events, %d deliveries", all, receiver.received().size());
            assertThat(receiver.received().size()).as("some arrived twice").isGreaterThan(all);
        } finally {
            service.stop();
        }
    }

    private void ask(PackagedService service, String deal, Map<String, Integer> last)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                service.send("POST", "/v1/deals/" + deal + "/questions", "{\"text\": \"How long does it take?\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        last.merge(deal, 1, Integer::sum);
    }

    private String id(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).path("id").asText();
    }

    /** The numbers of a deal's events in the order in which they arrived first. */
    private List<Long> firsts(Receiver receiver, String deal) {
        Set<Long> sequences = new LinkedHashSet<>();
        receiver.received().forEach(message -> {
            try {
                JsonNode event = json.readTree(message.body());
                if (event.path("subject").asText().equals(deal)) {
                    sequences.add(event.path("data").path("sequence").asLong());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return new ArrayList<>(sequences);
    }

    private static void kill(PackagedService service) {
        try {
            service.killService();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds beyond what a test waits")
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
