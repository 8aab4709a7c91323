package io.salesprocess.deal.migration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a migration is going. */
@Schema(name = "MigrationStatus")
enum MigrationStatus {
    RUNNING,
    /** Every deal that it found has an outcome. */
    DONE,
    /** A fault kept coming back. What was moved stays moved, and the same migration can be posted again. */
    STOPPED
}
