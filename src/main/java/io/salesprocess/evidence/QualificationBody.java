package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Fact;
import io.salesprocess.pipeline.domain.QualificationTopic;
import io.salesprocess.platform.api.Texts;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A qualification in JSON. */
@Schema(name = "Qualification", description = "What is known about the prospect's product.")
record QualificationBody(
        @Schema(nullable = true, examples = "A call sheet kept on paper") @Size(max = 10000)
        String productBackground,

        @Schema(nullable = true, examples = "In use since 2009") @Size(max = 10000)
        String productHistory,

        @Schema(nullable = true, examples = "Field sales in machine building") @Size(max = 10000)
        String targetAudience,

        @Schema(description = "Issues that the prospect may have; an empty list means that none are known.")
        @Size(max = 100)
        List<@NotBlank @Size(max = 2000) String> possibleIssues,

        @Schema(nullable = true) @Size(max = 10000) String note) {

    static final QualificationBody EMPTY = new QualificationBody(null, null, null, List.of(), null);

    QualificationBody {
        possibleIssues = possibleIssues == null ? List.of() : possibleIssues;
    }

    /** The topics on which something is known. */
    Fact fact() {
        Set<QualificationTopic> known = EnumSet.noneOf(QualificationTopic.class);
        addIf(isKnown(productBackground), known, QualificationTopic.PRODUCT_BACKGROUND);
        addIf(isKnown(productHistory), known, QualificationTopic.PRODUCT_HISTORY);
        addIf(isKnown(targetAudience), known, QualificationTopic.TARGET_AUDIENCE);
        addIf(!possibleIssues.isEmpty(), known, QualificationTopic.POSSIBLE_ISSUES);
        return new Fact.QualificationRecorded(known);
    }

    private static void addIf(boolean isKnown, Set<QualificationTopic> known, QualificationTopic topic) {
        if (isKnown) {
            known.add(topic);
        }
    }

    private static boolean isKnown(String text) {
        return text != null && !Texts.isBlank(text);
    }
}
