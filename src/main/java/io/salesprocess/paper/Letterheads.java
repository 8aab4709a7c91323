package io.salesprocess.paper;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.api.Versioned;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The letterhead. Documents that were made before keep the one that they have. */
@UseCase
class Letterheads {

    private final LetterheadStore store;
    private final AuditTrail audit;

    Letterheads(LetterheadStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    Versioned<LetterheadBody> get(Caller caller) {
        caller.require(Permission.READ_CATALOG);
        return store.read();
    }

    /** Replaces the letterhead. Refused are a time zone that does not exist and a logo that is no picture. */
    Versioned<LetterheadBody> replace(Caller caller, ExpectedVersion version, LetterheadBody letterhead) {
        caller.require(Permission.EDIT_TEMPLATES);
        version.check(store.lock().version());
        try {
            ZoneId.of(letterhead.timeZone());
        } catch (DateTimeException e) {
            throw ProblemException.invalid(FieldError.at("/timeZone", "must be a time zone, such as Europe/Berlin"));
        }
        store.update(letterhead, letterhead.logo() == null ? null : LogoCheck.read(letterhead.logo()));
        audit.record(caller, AuditAction.LETTERHEAD_REPLACED, "letterhead");
        return store.read();
    }
}
