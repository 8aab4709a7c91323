package io.salesprocess.paper;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The template that something was made from. */
@Schema(name = "TemplateReference", description = "The template that it was made from.")
public record TemplateRef(UUID id, @Schema(examples = "1") int version) {}
