package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Fact;
import io.salesprocess.pipeline.domain.Assessment;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An assessment in JSON. */
@Schema(name = "Assessment", description = "How the salesperson sees the prospect.")
record AssessmentBody(
        @Schema(description = "How strong the prospect's interest is; null while not assessed.", nullable = true)
        Assessment.Interest interest,

        @Schema(description = "Whether the prospect sees the salesperson as a trusted advisor.", defaultValue = "false")
        Boolean trustedAdvisor,

        @Schema(description = "Whether offering and prospect fit each other.", defaultValue = "unknown")
        Assessment.Fit fit,

        @Schema(nullable = true, examples = "Asked for a demo herself") @Size(max = 5000)
        String note) {

    AssessmentBody {
        trustedAdvisor = trustedAdvisor != null && trustedAdvisor;
        fit = fit == null ? Assessment.Fit.UNKNOWN : fit;
    }

    static AssessmentBody of(Assessment assessment, String note) {
        return new AssessmentBody(assessment.interest(), assessment.trustedAdvisor(), assessment.fit(), note);
    }

    Fact fact() {
        return new Fact.AssessmentRecorded(interest, trustedAdvisor, fit);
    }
}
