package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.deal.domain.TransitionType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can happen to a deal now. */
@Schema(name = "Transitions", description = "What can happen to the deal now.")
record TransitionsResponse(
        UUID dealId,
        @Schema(examples = "qualification") String stage,
        @Schema(examples = "1") int attempt,
        @Schema(examples = "7") long version,
        List<Option> transitions) {

    /** A transition that the deal's status allows. */
    @Schema(name = "TransitionOption", description = "A transition that the deal's status allows.")
    record Option(
            TransitionType type,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The stage that it leads to, or `won`; absent for `lose`.", examples = "relationship")
            String to,

            @Schema(description = "Whether it may happen now.")
            boolean allowed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "What is missing; absent if nothing is.")
            List<UnmetResponse> unmet) {}

    static TransitionsResponse of(Deal deal, List<SalesProcess.Option> options) {
        return new TransitionsResponse(
                deal.id(),
                deal.stage(),
                deal.attempt(),
                deal.sequence(),
                options.stream().map(option -> option(deal, option)).toList());
    }

    private static Option option(Deal deal, SalesProcess.Option option) {
        boolean loses = option.type().destination() == TransitionType.Destination.LOST;
        return new Option(
                option.type(),
                loses ? null : option.to(),
                option.allowed(),
                option.allowed() ? null : UnmetResponse.of(option.unmet(), deal.id()));
    }
}
