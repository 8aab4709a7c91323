package io.salesprocess.intake;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What becomes of fields of a submission that no submission has. */
@Schema(name = "UnknownFields")
enum UnknownFields {
    /** The submission is refused, and each of them named. */
    REFUSE,

    /** They are kept with it, as its context. */
    KEEP
}
