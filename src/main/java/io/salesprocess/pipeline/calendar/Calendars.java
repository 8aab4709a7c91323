package io.salesprocess.pipeline.calendar;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.pipeline.domain.Timekeeping;
import io.salesprocess.pipeline.domain.WorkingCalendar;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.AfterCommit;
import io.salesprocess.platform.kernel.Recent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Calendars: working hours, holidays and time zone, in which the target durations of pipelines are counted (rule 14). */
@UseCase
public class Calendars {

    private final CalendarStore store;
    private final AuditTrail audit;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Recent<String, Timekeeping> known = new Recent<>();

    Calendars(CalendarStore store, AuditTrail audit, AfterCommit afterCommit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** Whether there is a calendar of this key. There is no way to delete one, so this stays true. */
    public boolean exists(String key) {
        return store.find(key).isPresent();
    }

    /** How a calendar that a pipeline names counts time, by what it says now or said within the last second. */
    public Timekeeping current(String key) {
        return known.get(key, wanted -> store.find(wanted)
                .map(found -> CalendarReader.read(found.value()))
                .orElseThrow(() -> new IllegalStateException("Calendar " + wanted + " has been deleted.")));
    }

    /** Calendars in the order of their keys. */
    List<CalendarBody> list(Caller caller, String after, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.after(after, limit);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.count(limit);
    }

    Versioned<CalendarBody> get(Caller caller, String key) {
        caller.require(Permission.READ_CATALOG);
        return store.find(key).orElseThrow(ProblemException::notFound);
    }

    /** Adds a calendar; refused is a key that another one has. */
    Versioned<CalendarBody> add(Caller caller, CalendarBody calendar) {
        caller.require(Permission.EDIT_CALENDARS);
        if (!store.insert(inOrder(calendar), clock.instant())) {
            throw ProblemException.of(
                            ProblemType.CONFLICT,
                            "Another calendar has this key. Send PUT to its address to replace it.")
                    .with("errors", List.of(FieldError.at("/key", "is the key of another calendar")));
        }
        audit.record(caller, AuditAction.CALENDAR_CREATED, calendar.key());
        return store.find(calendar.key()).orElseThrow();
    }

    /** Replaces a calendar. Attempts that have begun keep their due dates; those that begin from now on follow it. */
    Versioned<CalendarBody> replace(Caller caller, String key, ExpectedVersion version, CalendarBody calendar) {
        caller.require(Permission.EDIT_CALENDARS);
        Versioned<CalendarBody> present = store.lock(key).orElseThrow(ProblemException::notFound);
        version.check(present.version());
        if (!calendar.key().equals(key)) {
            throw ProblemException.invalid(FieldError.at("/key", "must be the key in the address, " + key));
        }
        store.update(inOrder(calendar));
        audit.record(caller, AuditAction.CALENDAR_REPLACED, key);
        afterCommit.run(known::forget);
        return store.find(key).orElseThrow();
    }

    /** The calendar if it makes sense, with its holidays in order. */
    private static CalendarBody inOrder(CalendarBody calendar) {
        WorkingCalendar read = CalendarReader.read(calendar);
        List<String> holidays =
                read.holidays().stream().sorted().map(LocalDate::toString).toList();
        return new CalendarBody(calendar.key(), calendar.timeZone(), calendar.week(), holidays);
    }
}
