package io.salesprocess.intake;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealConditions;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.prospect.Person;
import io.salesprocess.prospect.PersonalData;
import io.salesprocess.prospect.Prospects;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of submissions. The database itself keeps each sender's id unique in its form. */
@Singleton
class Submissions implements PersonalData {

    private static final String INSERT = """
            INSERT INTO submission (id, form_key, form_version, submission_id, content, fingerprint, received_at, status,
                suspicion)
            VALUES (?, ?, ?, ?, ?::json, ?, ?, ?, ?)
            ON CONFLICT (form_key, submission_id) DO NOTHING""";

    private static final String INSERT_SET_ASIDE = """
            INSERT INTO submission (id, form_key, form_version, submission_id, content, fingerprint, received_at, status,
                suspicion, email, phone)
            VALUES (?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (form_key, submission_id) DO NOTHING""";

    private static final String TAKE_IN = """
            UPDATE submission SET status = 'accepted', prospect_id = ?, deal_id = ?, deal_opened = ?, released_at = ?
            WHERE id = ?""";
    private static final String TAKE_IN_SET_ASIDE = """
            UPDATE submission SET status = 'accepted', prospect_id = ?, deal_id = ?, deal_opened = ?, released_at = ?,
                email = NULL, phone = NULL
            WHERE id = ?""";

    private static final String DISCARD = """
            UPDATE submission SET status = 'discarded', content = NULL, fingerprint = NULL, email = NULL, phone = NULL,
                discarded_at = ?
            WHERE id = ?""";

    private static final String ROWS = """
            SELECT s.id, s.form_key, s.form_version, s.submission_id, s.content, s.fingerprint, s.received_at, s.status, s.suspicion,
                s.released_at, s.discarded_at, s.prospect_id, s.deal_id, s.deal_opened
            FROM submission s""";
    private static final String SELECT = ROWS + " WHERE ";
    private static final String FIND = SELECT + "s.id = ?";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String FIND_SENT = SELECT + "s.form_key = ? AND s.submission_id = ?";

    /**
     * What was set aside has no prospect yet; its addresses tell whose it is, in the form in which those of prospects are stored.
     * As in recognition, a telephone number counts only where no different e-mail address is known, since it would hand out what
     * a stranger wrote.
     */
    private static final String BELONGS_TO_PROSPECT = """
            (s.prospect_id = ? OR s.status = 'suspect' AND s.email = ?
                OR s.status = 'suspect' AND s.phone = ? AND (?::text IS NULL OR s.email IS NULL))""";

    private static final String OF_PROSPECT = ROWS + " WHERE " + BELONGS_TO_PROSPECT + " ORDER BY s.id";
    private static final String ERASE =
            "UPDATE submission s SET content = NULL, fingerprint = NULL, email = NULL, phone = NULL WHERE "
                    + BELONGS_TO_PROSPECT;

    private static final String MERGE = "UPDATE submission SET prospect_id = ? WHERE prospect_id = ?";
    private static final String GIVE_BACK =
            "UPDATE submission SET prospect_id = ? WHERE prospect_id = ? AND deal_id = ANY (?)";

    private final Prospects prospects;
    private final Sql sql;

    Submissions(Prospects prospects, Sql sql) {
        this.prospects = prospects;
        this.sql = sql;
    }

    /** What the caller may read: everything, or what belongs to deals that they see. */
    private static Condition shown(Caller caller) {
        return DealConditions.names(caller.require(Permission.READ_SUBMISSIONS), "s.deal_id");
    }

    /** Stores a submission as received, before anything is made of it; false if it had been sent before. */
    boolean insert(Submission submission) {
        return sql.update(INSERT, columns(submission).toArray()) == 1;
    }

    /** The same for one that is set aside, with the addresses that tell whose it is. */
    boolean insertSetAside(Submission submission, Person person) {
        List<Object> columns = columns(submission);
        columns.add(person.email());
        columns.add(person.phone());
        return sql.update(INSERT_SET_ASIDE, columns.toArray()) == 1;
    }

    private static List<Object> columns(Submission submission) {
        List<Object> columns = new ArrayList<>();
        Collections.addAll(
                columns,
                submission.id(),
                submission.formKey(),
                submission.formVersion(),
                submission.submissionId(),
                submission.content(),
                submission.fingerprint(),
                submission.receivedAt(),
                HyphenatedEnums.nameOf(submission.status()),
                submission.suspicion());
        return columns;
    }

    void takeIn(Submission submission) {
        sql.updateLater(
                submission.suspicion() == null ? TAKE_IN : TAKE_IN_SET_ASIDE,
                submission.prospectId(),
                submission.dealId(),
                submission.dealOpened(),
                submission.releasedAt(),
                submission.id());
    }

    void discard(Submission submission) {
        sql.update(DISCARD, submission.discardedAt(), submission.id());
    }

    /** Makes submissions of one prospect those of another. */
    void merge(UUID from, UUID into) {
        sql.update(MERGE, into, from);
    }

    /** Makes submissions of one prospect to these deals those of another. */
    void giveBack(UUID from, List<UUID> dealIds, UUID to) {
        sql.update(GIVE_BACK, to, from, dealIds.toArray(UUID[]::new));
    }

    /** The submission, if there is one that the caller may read. */
    Optional<Submission> find(Caller caller, UUID id) {
        Condition shown = shown(caller);
        List<Object> parameters = new ArrayList<>(List.of(id));
        parameters.addAll(shown.parameters());
        return sql.first(FIND + " AND " + shown.sql(), Submissions::submission, parameters.toArray());
    }

    Optional<Submission> lock(UUID id) {
        return sql.first(LOCK, Submissions::submission, id);
    }

    /** The submission that the sender gave this id. */
    Optional<Submission> findSent(String formKey, String submissionId) {
        return sql.first(FIND_SENT, Submissions::submission, formKey, submissionId);
    }

    /** Submissions received before this one that the caller may read, newest first. */
    List<Submission> before(Caller caller, UUID id, Submission.Status status, String formKey, int limit) {
        Condition where = received(caller, status, formKey).and(Condition.of("s.id < ?", id));
        return sql.list(
                SELECT + where.sql() + " ORDER BY s.id DESC LIMIT ?", Submissions::submission, limited(where, limit));
    }

    /** How many submissions the caller may read; counting ends at the limit. */
    long count(Caller caller, Submission.Status status, String formKey, int limit) {
        Condition where = received(caller, status, formKey);
        return sql.count("SELECT FROM submission s WHERE " + where.sql() + " LIMIT ?", limited(where, limit));
    }

    private static Condition received(Caller caller, Submission.Status status, String formKey) {
        return shown(caller)
                .andIf("s.status = ?", status == null ? null : HyphenatedEnums.nameOf(status))
                .andIf("s.form_key = ?", formKey);
    }

    private static Object[] limited(Condition where, int limit) {
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return parameters.toArray();
    }

    @Override
    public String name() {
        return "submissions";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return sql.list(OF_PROSPECT, row -> SubmissionResponse.of(submission(row)), whose(prospectId));
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        sql.update(ERASE, whose(prospectId));
    }

    private Object[] whose(UUID prospectId) {
        Person person = prospects.person(prospectId).orElse(Person.UNKNOWN);
        return new Object[] {prospectId, person.email(), person.phone(), person.email()};
    }

    private static Submission submission(ResultSet row) throws SQLException {
        return new Submission(
                row.getObject("id", UUID.class),
                row.getString("form_key"),
                row.getObject("form_version", Long.class),
                row.getString("submission_id"),
                row.getString("content"),
                row.getBytes("fingerprint"),
                Sql.instant(row, "received_at"),
                HyphenatedEnums.valueOf(Submission.Status.class, row.getString("status")),
                row.getString("suspicion"),
                Sql.instant(row, "released_at"),
                Sql.instant(row, "discarded_at"),
                row.getObject("prospect_id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getBoolean("deal_opened"));
    }
}
