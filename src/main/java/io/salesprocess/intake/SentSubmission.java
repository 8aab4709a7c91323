package io.salesprocess.intake;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import java.util.List;

/**
 * A submission before its form has been looked at.
 *
 * @param request what it says; fields that no submission has are in its context already
 * @param unknown the places of these fields
 * @param isEncoded whether it came as a browser sends forms, and not as JSON
 * @param suspicion why the door suspects that no person has sent it, or null
 */
record SentSubmission(SubmissionRequest request, List<String> unknown, boolean isEncoded, String suspicion) {

    SentSubmission(SubmissionRequest request, List<String> unknown, boolean isEncoded) {
        this(request, unknown, isEncoded, null);
    }

    /** Refuses unknown fields, unless the form keeps them; web forms have some anyway, so that is their default. */
    void checkFields(FormBody form) {
        UnknownFields wanted = form.unknownFields();
        boolean areKept = wanted == null ? isEncoded : wanted == UnknownFields.KEEP;
        if (areKept) {
            return;
        }
        Faults errors = new Faults();
        for (String place : unknown) {
            errors.add(FieldError.at(place, "is not a field of this request"));
            if (errors.isFull()) {
                break;
            }
        }
        errors.throwIfAny();
    }
}
