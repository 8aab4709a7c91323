package io.salesprocess.deal;

import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.platform.api.Texts;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One step of many: a {@link TransitionRequest} and the deal that is to make it. */
@Schema(name = "TransitionItem", description = "A step of one deal through its pipeline.")
record TransitionItem(
        @NotNull UUID dealId,
        @NotNull TransitionType type,

        @Schema(description = "The stage that you believe the deal to be in.", examples = "qualification")
        @NotBlank
        @Size(max = 100)
        String from,

        @Schema(
                description = "Why. Needed for all but `advance`.",
                nullable = true,
                examples = "No budget before the new fiscal year")
        @Size(max = 2000)
        String reason) {

    TransitionItem {
        // The rule book asks for a reason; what cannot be seen is none.
        reason = reason == null || Texts.isBlank(reason) ? null : reason;
    }

    DealCommand.Transition command() {
        return new DealCommand.Transition(type, from, reason);
    }
}
