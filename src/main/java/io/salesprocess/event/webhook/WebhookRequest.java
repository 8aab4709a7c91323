package io.salesprocess.event.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook as a caller writes it. */
@Schema(name = "WebhookRequest", description = "Webhook to create.")
record WebhookRequest(
        @Schema(
                description =
                        "Where events are posted to: an `https` URL without credentials, whose host has public addresses"
                                + " only. Operators can allow private networks.",
                examples = "https://receiver.example/sales-events")
        @NotBlank
        @Size(max = 2000)
        String url,

        @Schema(
                description = "The types of events that are wanted, such as `deal.advanced`; absent or empty for all."
                        + " The names of CloudEvents are understood, too.",
                nullable = true,
                examples = "[\"deal.advanced\", \"deal.won\"]")
        @Size(max = 100)
        List<@NotBlank @Size(max = 200) String> types,

        @Schema(description = "What people know it by.", nullable = true, examples = "Order system") @Size(max = 500)
        String description,

        @Schema(
                description =
                        "Whether events are delivered. Enabling a webhook goes on at the first event that it has not"
                                + " got.",
                defaultValue = "true",
                nullable = true)
        Boolean enabled) {

    WebhookRequest {
        url = url == null ? null : url.strip();
        types = types == null ? List.of() : types.stream().distinct().toList();
        enabled = enabled == null || enabled;
    }
}
