package io.salesprocess.deal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Steps of many deals. They are read one by one, so that a wrong one does not stand in the way of the others. */
@Schema(name = "TransitionsRequest", description = "Steps of up to 500 deals.")
record TransitionsRequest(
        @Schema(
                type = SchemaType.ARRAY,
                implementation = TransitionItem.class,
                description = "They are made in this order. A deal may occur several times.")
        @NotNull
        @Size(min = 1, max = 500)
        List<JsonNode> transitions) {}
