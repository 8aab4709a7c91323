package io.salesprocess.event.webhook.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures as Standard Webhooks defines them. */
class WebhookSecretTest {

    /** The vector of the specification's own test suites. */
    @Test
    void signs_what_the_specification_signs() {
        WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void the_library_of_the_specification_accepts_either_of_two_secrets_and_no_third() throws Exception {
        WebhookSecret one = WebhookSecret.next();
        WebhookSecret two = WebhookSecret.next();
        Instant at = Instant.now();
        String body = "{\"name\": \"Zoë\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpHeaders headers = headers(at, one.sign("msg_1", at, bytes) + " " + two.sign("msg_1", at, bytes));

        assertThatCode(() -> new Webhook(one.text()).verify(body, headers)).doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(two.text()).verify(body, headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(WebhookSecret.next().text()).verify(body, headers))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(one.text()).verify(body + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void signs_as_the_library_of_the_specification_does() throws Exception {
        WebhookSecret secret = WebhookSecret.next();

        assertThat(secret.sign("msg_2", Instant.ofEpochSecond(1_700_000_000), "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Webhook(secret.text()).sign("msg_2", 1_700_000_000, "{}"));
    }

    @Test
    void is_read_back_from_its_text_and_bytes_but_never_shown_by_accident() {
        WebhookSecret secret = WebhookSecret.next();

        assertThat(WebhookSecret.parse(secret.text())).isEqualTo(secret).hasSameHashCodeAs(secret);
        assertThat(WebhookSecret.of(secret.bytes())).isEqualTo(secret);
        assertThat(secret).isNotEqualTo(WebhookSecret.next());
        assertThat(secret.bytes()).hasSize(32);
        assertThat(secret.toString()).isEqualTo("whsec_…");
        assertThatThrownBy(() -> WebhookSecret.parse("other")).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpHeaders headers(Instant at, String signatures) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("msg_1"),
                        "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
                        "webhook-signature", List.of(signatures)),
                (name, value) -> true);
    }
}
