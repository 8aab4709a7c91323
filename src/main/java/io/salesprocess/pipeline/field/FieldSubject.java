package io.salesprocess.pipeline.field;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What custom fields can be added to. */
@Schema(name = "CustomFieldSubject")
public enum FieldSubject {
    DEAL("deals"),
    PROSPECT("prospects");

    private final String inWords;

    FieldSubject(String inWords) {
        this.inWords = inWords;
    }

    /** The resources that have the field, in the plural. */
    String inWords() {
        return inWords;
    }
}
