package io.salesprocess.audit;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.deal.ActorResponse;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** The rows of the audit. They are inserted and read; the database refuses to change them. */
@Singleton
class AuditStore implements AuditTrail {

    private static final String INSERT = """
            INSERT INTO audit_entry (id, at, actor_kind, actor_id, salesperson_id, action, subject_kind, subject_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT = """
            SELECT id, at, actor_kind, actor_id, salesperson_id, action, subject_kind, subject_id FROM audit_entry
            WHERE\s""";
    private static final String OLDEST_FIRST = " AND id > ? ORDER BY id LIMIT ?";
    private static final String NEWEST_FIRST = " AND id < ? ORDER BY id DESC LIMIT ?";

    private static final Actor FIRST_START = new Actor(Actor.Kind.SYSTEM, "first-start", null);

    /** Switches off webhooks whose receivers are gone. */
    private static final Actor DELIVERY = new Actor(Actor.Kind.SYSTEM, "webhooks", null);

    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    AuditStore(Sql sql, Ids ids, Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void record(Caller caller, AuditAction action, Object subjectId) {
        Transactions.mustBeThere();
        Actor actor = actor(caller, action);
        sql.updateLater(
                INSERT,
                ids.next(),
                clock.instant(),
                HyphenatedEnums.nameOf(actor.kind()),
                actor.id(),
                actor.salespersonId(),
                action.slug(),
                HyphenatedEnums.nameOf(action.subject()),
                subjectId.toString());
    }

    /** Entries after this one, oldest first. */
    List<AuditResponse> after(UUID id, Condition shown, int limit) {
        return read(OLDEST_FIRST, id, shown, limit);
    }

    /** Entries before this one, newest first. */
    List<AuditResponse> before(UUID id, Condition shown, int limit) {
        return read(NEWEST_FIRST, id, shown, limit);
    }

    private List<AuditResponse> read(String order, UUID id, Condition shown, int limit) {
        List<Object> parameters = new ArrayList<>(shown.parameters());
        Collections.addAll(parameters, id, limit);
        return sql.list(SELECT + shown.sql() + order, AuditStore::entry, parameters.toArray());
    }

    private static Actor actor(Caller caller, AuditAction action) {
        return switch (caller.kind()) {
            case API_KEY -> new Actor(Actor.Kind.API_KEY, caller.id(), caller.salespersonId());
            case USER -> new Actor(Actor.Kind.USER, caller.id(), caller.salespersonId());
            case NOBODY -> action.subject() == AuditAction.Subject.WEBHOOK ? DELIVERY : FIRST_START;
        };
    }

    private static AuditResponse entry(ResultSet row) throws SQLException {
        return new AuditResponse(
                row.getObject("id", UUID.class),
                Sql.instant(row, "at"),
                new ActorResponse(
                        HyphenatedEnums.valueOf(Actor.Kind.class, row.getString("actor_kind")),
                        row.getString("actor_id"),
                        row.getObject("salesperson_id", UUID.class)),
                row.getString("action"),
                new AuditResponse.Subject(row.getString("subject_kind"), row.getString("subject_id")));
    }
}
