package io.salesprocess.deal.migration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which deals to move where. */
@Schema(name = "MigrationRequest", description = "From which version to which open deals are to be moved.")
record MigrationRequest(
        @Schema(description = "The version that the deals follow.", examples = "1") @NotNull @Min(1)
        Integer from,

        @Schema(description = "The version that they are to follow.", examples = "2") @NotNull @Min(1)
        Integer to,

        @Schema(
                description = "New keys of stages by their old keys. A stage that is not named keeps its key.",
                nullable = true,
                examples = "{\"qualification\": \"discovery\"}")
        @Size(max = 50)
        Map<String, String> stageMapping) {

    MigrationRequest {
        stageMapping = stageMapping == null ? Map.of() : stageMapping;
    }
}
