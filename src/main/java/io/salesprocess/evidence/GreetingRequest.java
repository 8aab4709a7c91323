package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Fact.Greeter;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A greeting that was given. */
@Schema(name = "GreetingRequest", description = "A greeting that was given.")
record GreetingRequest(
        @NotNull Greeter by,

        @Schema(nullable = true, examples = "phone") @Size(max = 100)
        String channel,

        @Schema(nullable = true) @Size(max = 5000) String note) {}
