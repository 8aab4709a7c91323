package io.salesprocess.pipeline;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be changed of a pipeline without publishing a version. */
@Schema(name = "PipelinePatch", description = "What can be changed of a pipeline without publishing a version.")
record PipelinePatch(
        @Schema(description = "Whether it takes no new deals. Running ones go on.", examples = "true") @NotNull
        Boolean retired) {}
