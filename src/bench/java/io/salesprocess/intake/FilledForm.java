package io.salesprocess.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.api.StrictJson;
import java.time.Instant;
import java.util.Map;

/**
 * What a prospect filled in, as the service keeps it.
 *
 * @param content as JSON
 * @param fingerprint by which the service tells a submission sent again from another one
 */
public record FilledForm(String content, byte[] fingerprint) {

    private static final ObjectMapper MAPPER = StrictJson.mapper();

    /** A form that nobody suspects to be spam. */
    public static FilledForm of(
            String submissionId,
            String name,
            String email,
            String phone,
            String company,
            Map<String, Object> answers,
            String source,
            Instant consentGivenAt) {
        SubmissionRequest request = new SubmissionRequest(
                submissionId,
                new SubmissionRequest.Given(name, email, phone, company),
                answers,
                null,
                new SubmissionRequest.Consent("2026-01", consentGivenAt),
                source,
                null,
                null);
        try {
            return new FilledForm(MAPPER.writeValueAsString(request), Fingerprint.of(MAPPER.valueToTree(request)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A submission could not be written.", e);
        }
    }
}
