package io.salesprocess.testkit;

import java.util.ArrayList;
import java.util.List;

/** What a database must not hold. Each statement is given the ids of deals, and returns a line for every violation. */
final class CheckQueries {

    private static final String CHOSEN = "WITH chosen AS (SELECT DISTINCT unnest(?::uuid[]) AS deal_id)\n";

    private static final String SEQUENCES = CHOSEN + """
            SELECT format('deal %s: of %s events the first is %s and the last %s, and the deal says %s',
                deal_id, coalesce(n, 0), first, last, d.sequence)
            FROM chosen LEFT JOIN deal d ON d.id = deal_id
            LEFT JOIN (SELECT deal_id, count(*) AS n, min(sequence) AS first, max(sequence) AS last
                FROM deal_event GROUP BY deal_id) e USING (deal_id)
            WHERE (first, last, n) IS DISTINCT FROM (1::bigint, n, d.sequence)""";

    private static final String MONEY = CHOSEN + """
            , rows AS (SELECT deal_id, concat_ws(' - ',
                    coalesce(sum(amount) FILTER (WHERE kind = 'payment'), 0),
                    coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0),
                    coalesce(sum(amount) FILTER (WHERE kind = 'reversal'), 0)) AS money
                FROM chosen LEFT JOIN ledger_entry USING (deal_id) GROUP BY deal_id),
            events AS (SELECT deal_id, concat_ws(' - ',
                    coalesce(sum((data -> 'amount' ->> 'amount')::bigint) FILTER (WHERE type = 'payment.received'), 0),
                    coalesce(sum((data -> 'amount' ->> 'amount')::bigint) FILTER (WHERE type = 'payment.refunded'), 0),
                    coalesce(sum((data -> 'amount' ->> 'amount')::bigint) FILTER (WHERE type = 'payment.reversed'), 0)) AS money
                FROM chosen JOIN deal_event USING (deal_id) GROUP BY deal_id),
            states AS (SELECT deal_id, concat_ws(' - ', state #>> '{payments,received}', state #>> '{payments,refunded}',
                    coalesce(state #>> '{payments,reversed}', '0')) AS money FROM chosen JOIN deal ON id = deal_id)
            SELECT format('deal %s: payments less refunds less reversals are %s by rows, %s by events, %s by the state',
                deal_id, r.money, e.money, s.money)
            FROM rows r JOIN events e USING (deal_id) JOIN states s USING (deal_id)
            WHERE r.money <> e.money OR r.money <> s.money""";

    private static final String TAKEN_BACK = CHOSEN + """
            SELECT format('deal %s: of payment %s more was refunded than was paid, or it was reversed in part or twice',
                b.deal_id, b.payment_id)
            FROM chosen JOIN ledger_entry b USING (deal_id) LEFT JOIN ledger_entry p ON p.id = b.payment_id AND p.kind = 'payment'
            WHERE b.kind <> 'payment' GROUP BY b.deal_id, b.payment_id
            HAVING sum(b.amount) FILTER (WHERE b.kind = 'refund') > max(p.amount)
                OR sum(b.amount) FILTER (WHERE b.kind = 'reversal') <> max(p.amount)
                OR bool_or((b.deal_id, b.currency) IS DISTINCT FROM (p.deal_id, p.currency))""";

    private static final String CURRENCIES = CHOSEN + """
            SELECT format('deal %s: is paid in several currencies', deal_id) FROM chosen JOIN ledger_entry USING (deal_id)
            GROUP BY deal_id HAVING count(DISTINCT currency) > 1""";

    /** Sums that are kept ready are those of all entries there are. */
    private static final String TOTALS = CHOSEN + """
            , kept AS (SELECT day, currency, kind, sum(entries) || ' ' || sum(amount) AS sums FROM ledger_total
                GROUP BY 1, 2, 3 HAVING sum(entries) <> 0 OR sum(amount) <> 0),
            counted AS (SELECT (at AT TIME ZONE 'UTC')::date AS day, currency, kind, count(*) || ' ' || sum(amount) AS sums
                FROM ledger_entry GROUP BY 1, 2, 3)
            SELECT format('ledger: the sums of %s %s %s are kept as %s, and counted %s', day, currency, kind, k.sums, c.sums)
            FROM kept k FULL JOIN counted c USING (day, currency, kind) WHERE k.sums IS DISTINCT FROM c.sums""";

    private static final String METHOD_TOTALS = CHOSEN + """
            , kept AS (SELECT method_digest, day, currency, kind, sum(entries) || ' ' || sum(amount) AS sums
                FROM ledger_method_total GROUP BY 1, 2, 3, 4 HAVING sum(entries) <> 0 OR sum(amount) <> 0),
            counted AS (SELECT sha256(convert_to(w.method, 'UTF8')) AS method_digest, (e.at AT TIME ZONE 'UTC')::date AS day,
                    e.currency, e.kind, count(*) || ' ' || sum(e.amount) AS sums
                FROM ledger_entry e JOIN ledger_words w ON w.entry_id = e.id WHERE w.method IS NOT NULL GROUP BY 1, 2, 3, 4)
            SELECT format('ledger: the sums of a method of %s %s %s are kept as %s, and counted %s', day, currency, kind, k.sums,
                c.sums)
            FROM kept k FULL JOIN counted c USING (method_digest, day, currency, kind) WHERE k.sums IS DISTINCT FROM c.sums""";

    private static final String WORDS = CHOSEN + """
            SELECT format('deal %s: the words of entry %s say another deal, time or figure', e.deal_id, e.id)
            FROM chosen JOIN ledger_entry e USING (deal_id) JOIN ledger_words w ON w.entry_id = e.id
            WHERE (w.deal_id, w.at, w.kind, w.currency, w.amount) <> (e.deal_id, e.at, e.kind, e.currency, e.amount)""";

    /** Money that was assigned is a payment of that deal, of the same amount and time. */
    private static final String ASSIGNED = CHOSEN + """
            SELECT format('deal %s: money %s was assigned, and the deal has no such payment', a.deal_id, a.unassigned_id)
            FROM chosen JOIN payment_assignment a USING (deal_id) JOIN unassigned_payment u ON u.id = a.unassigned_id
            LEFT JOIN ledger_entry e ON e.id = a.payment_id AND e.kind = 'payment'
            WHERE (e.deal_id, e.amount, e.currency, e.at) IS DISTINCT FROM (a.deal_id, u.amount, u.currency, u.received_at)""";

    private static final String OPENED_TWICE = CHOSEN + """
            SELECT format('deal %s: was opened by %s submissions', deal_id, count(*)) FROM chosen JOIN submission USING (deal_id)
            WHERE deal_opened GROUP BY deal_id HAVING count(*) > 1""";

    private static final String SUBMISSIONS_ONCE = CHOSEN + """
            SELECT format('submission %s of form %s: is there %s times', submission_id, form_key, count(*)) FROM submission
            WHERE form_key IN (SELECT form_key FROM submission JOIN chosen USING (deal_id))
            GROUP BY form_key, submission_id HAVING count(submission_id) > 1""";

    private static final String MERGED = CHOSEN + """
            SELECT format('deal %s: its prospect %s was merged into %s', deal_id, p.id, p.merged_into)
            FROM chosen JOIN deal d ON d.id = deal_id JOIN prospect p ON p.id = d.prospect_id WHERE p.merged_into IS NOT NULL""";

    private static final String WHOSE_SUBMISSIONS = CHOSEN + """
            SELECT format('deal %s: is of prospect %s, and submission %s is of %s', deal_id, d.prospect_id, s.id, s.prospect_id)
            FROM chosen JOIN deal d ON d.id = deal_id JOIN submission s USING (deal_id) WHERE s.prospect_id <> d.prospect_id""";

    private static final String KEYS_ONCE = CHOSEN + """
            SELECT format('idempotency key %s at %s: is there %s times', key, address, count(*)) FROM idempotency_record
            GROUP BY caller, address, key HAVING count(*) > 1""";

    /**
     * Insights are told by the events alone: where a deal went, when it left, and whether a loss has been taken back. Stays are told
     * apart by their place in the history, as the key of a stage can change by migrations; the last key is the one that counts.
     */
    private static final String VISITS = CHOSEN.replace("WITH", "WITH RECURSIVE") + """
            , steps AS (SELECT deal_id, sequence, type, at, stage, data, count(*) FILTER (WHERE type IN ('deal.opened',
                    'deal.advanced')) OVER (PARTITION BY deal_id ORDER BY sequence) AS place
                FROM deal_event JOIN chosen USING (deal_id)),
            named AS (
                SELECT deal_id, place, stage, sequence FROM steps WHERE type IN ('deal.opened', 'deal.advanced')
                UNION ALL
                SELECT n.deal_id, n.place, coalesce(m.data -> 'stageMapping' ->> n.stage, n.stage), m.sequence FROM named n
                CROSS JOIN LATERAL (SELECT sequence, data FROM deal_event m WHERE m.deal_id = n.deal_id
                    AND m.type = 'deal.migrated' AND m.sequence > n.sequence ORDER BY sequence LIMIT 1) m),
            entered AS (SELECT deal_id, place, stage, at FROM (SELECT DISTINCT ON (deal_id, place) deal_id, place, stage
                    FROM named ORDER BY deal_id, place, sequence DESC) last
                JOIN (SELECT deal_id, place, at FROM steps WHERE type IN ('deal.opened', 'deal.advanced')) e
                    USING (deal_id, place)),
            passed AS (SELECT deal_id, CASE type WHEN 'deal.won' THEN place ELSE place - 1 END AS place, at FROM steps
                WHERE type IN ('deal.advanced', 'deal.won')),
            lost AS (SELECT deal_id, place, at FROM (SELECT DISTINCT ON (deal_id) * FROM steps
                WHERE type IN ('deal.lost', 'deal.reopened') ORDER BY deal_id, sequence DESC) last WHERE type = 'deal.lost'),
            told AS (SELECT deal_id, stage, concat_ws(' ', d.pipeline_key, coalesce(d.owner_id::text, 'nobody'),
                    coalesce(d.offering_id::text, 'nothing'), coalesce(d.source, 'nowhere'), d.opened_at,
                    (SELECT count(*) FROM steps f WHERE f.deal_id = e.deal_id AND f.place = e.place
                        AND f.type = 'deal.fell-short'),
                    CASE WHEN p.at IS NOT NULL THEN 'advanced' WHEN l.at IS NOT NULL THEN 'lost' ELSE 'open' END,
                    CASE WHEN coalesce(p.at, l.at) IS NOT NULL
                        THEN greatest(0, extract(epoch FROM coalesce(p.at, l.at) - e.at) * 1000000)::bigint END) AS visit
                FROM entered e JOIN (SELECT id AS deal_id, pipeline_key, owner_id, offering_id, source, opened_at FROM deal) d
                    USING (deal_id) LEFT JOIN passed p USING (deal_id, place)
                LEFT JOIN lost l USING (deal_id, place)),
            kept AS (SELECT deal_id, stage, concat_ws(' ', pipeline_key, coalesce(owner_id::text, 'nobody'),
                    coalesce(offering_id::text, 'nothing'), coalesce(source, 'nowhere'), opened_at, fell_short, outcome,
                    duration) AS visit
                FROM insight_visit JOIN chosen USING (deal_id))
            SELECT format('deal %s: insights keep its visit to %s as %s, and by its events it was %s', deal_id, stage,
                coalesce(k.visit, 'none'), coalesce(t.visit, 'none'))
            FROM kept k FULL JOIN told t USING (deal_id, stage) WHERE k.visit IS DISTINCT FROM t.visit""";

    private static final String DIMENSIONS = """
            (VALUES ('all', ''), ('owner', owner_id::text), ('offering', offering_id::text), ('source', source))
            d (dimension, value)""";

    private static final String COMBINATIONS = """
            (VALUES ('all', ''), ('owner', owner_id::text), ('offering', offering_id::text), ('source', source),
                ('offering source', md5(offering_id || ' ' || source))) d (dimension, value)""";

    private static final String SCORES_BY = """
            (VALUES ('all', ''), ('offering', offering_id::text), ('source', source),
                ('offering source', md5(offering_id || ' ' || source))) d (dimension, value)""";

    /** What is counted is what is kept, of all deals there are. */
    private static final String COUNTS = CHOSEN + """
            , kept AS (SELECT dimension, value, pipeline_key, stage, month, concat_ws(' ', entered, advanced, fell_short, lost,
                    still_there) AS numbers FROM insight_count
                WHERE (entered, advanced, fell_short, lost, still_there) <> (0, 0, 0, 0, 0)),
            counted AS (SELECT dimension, value, pipeline_key, stage, date_trunc('month', opened_at, 'UTC') AS month,
                    concat_ws(' ', count(*), count(*) FILTER (WHERE outcome = 'advanced'), sum(fell_short),
                    count(*) FILTER (WHERE outcome = 'lost'), count(*) FILTER (WHERE outcome = 'open')) AS numbers
                FROM insight_visit CROSS JOIN LATERAL %s WHERE value IS NOT NULL GROUP BY 1, 2, 3, 4, 5)
            SELECT format('insights: %%s %%s %%s %%s %%s are kept as %%s, and counted %%s', dimension, value, pipeline_key, stage,
                month, k.numbers, c.numbers)
            FROM kept k FULL JOIN counted c USING (dimension, value, pipeline_key, stage, month)
            WHERE k.numbers IS DISTINCT FROM c.numbers""".formatted(COMBINATIONS);

    private static final String DURATIONS = CHOSEN + """
            , kept AS (SELECT dimension, value, pipeline_key, stage, month, bucket, concat_ws(' ', visits, total, overdue) AS numbers
                FROM insight_duration WHERE (visits, total, overdue) <> (0, 0, 0)),
            counted AS (SELECT dimension, value, pipeline_key, stage, date_trunc('month', opened_at, 'UTC') AS month,
                    insight_bucket(duration) AS bucket, concat_ws(' ', count(*), sum(duration),
                    count(*) FILTER (WHERE overdue)) AS numbers
                FROM insight_visit CROSS JOIN LATERAL %s WHERE value IS NOT NULL AND outcome <> 'open'
                GROUP BY 1, 2, 3, 4, 5, 6)
            SELECT format('insights: durations of %%s %%s %%s %%s %%s %%s are kept as %%s, and counted %%s', dimension, value,
                pipeline_key, stage, month, bucket, k.numbers, c.numbers)
            FROM kept k FULL JOIN counted c USING (dimension, value, pipeline_key, stage, month, bucket)
            WHERE k.numbers IS DISTINCT FROM c.numbers""".formatted(DIMENSIONS);

    /** A deal as insights keep it; who owned it when it was closed is told by the events alone. */
    private static final String DEALS = CHOSEN + """
            , closed AS (SELECT deal_id, max(sequence) AS sequence FROM deal_event JOIN chosen USING (deal_id)
                WHERE type IN ('deal.won', 'deal.lost') GROUP BY 1),
            owned AS (SELECT deal_id, (array_agg(data ->> 'ownerId' ORDER BY e.sequence DESC))[1] AS owner
                FROM deal_event e JOIN chosen USING (deal_id) JOIN deal d ON d.id = deal_id LEFT JOIN closed c USING (deal_id)
                WHERE type IN ('deal.opened', 'deal.owner-assigned') AND (d.status = 'open' OR e.sequence < c.sequence)
                GROUP BY 1),
            told AS (SELECT deal_id, concat_ws(' ', number, pipeline_key, coalesce(owner_id::text, 'nobody'),
                    coalesce(offering_id::text, 'nothing'), coalesce(source, 'nowhere'), opened_at, status, stage,
                    stage_entered_at, closed_at, value_amount, value_currency,
                    coalesce(owner, '00000000-0000-0000-0000-000000000000'), CASE status WHEN 'won'
                        THEN greatest(0, extract(epoch FROM closed_at - opened_at) * 1000000)::bigint END) AS row
                FROM chosen JOIN deal d ON d.id = deal_id JOIN owned USING (deal_id)),
            kept AS (SELECT deal_id, concat_ws(' ', number, pipeline_key, coalesce(owner_id::text, 'nobody'),
                    coalesce(offering_id::text, 'nothing'), coalesce(source, 'nowhere'), opened_at, status, stage,
                    stage_entered_at, closed_at, value_amount, value_currency, counts_for, time_to_win) AS row
                FROM insight_deal JOIN chosen USING (deal_id))
            SELECT format('deal %s: insights keep it as %s, and it is %s', deal_id, coalesce(k.row, 'nothing'), t.row)
            FROM kept k FULL JOIN told t USING (deal_id) WHERE k.row IS DISTINCT FROM t.row""";

    /** Falling short and answers count for the owner of that moment. */
    private static final String EFFORTS = CHOSEN + """
            , told AS (SELECT e.deal_id, e.sequence, concat_ws(' ', coalesce((SELECT o.data ->> 'ownerId' FROM deal_event o
                        WHERE o.deal_id = e.deal_id AND o.sequence < e.sequence
                            AND o.type IN ('deal.opened', 'deal.owner-assigned') ORDER BY o.sequence DESC LIMIT 1),
                        '00000000-0000-0000-0000-000000000000'), d.pipeline_key, d.offering_id, d.source, d.opened_at,
                    (SELECT greatest(0, extract(epoch FROM e.at - a.at) * 1000000)::bigint FROM deal_event a
                        WHERE a.deal_id = e.deal_id AND (a.type, a.data ->> 'questionId') = ('question.asked', e.data ->> 'questionId')
                            OR a.deal_id = e.deal_id AND (a.type, a.data ->> 'messageId') = ('message.left', e.data ->> 'messageId'))
                    ) AS effort
                FROM deal_event e JOIN chosen USING (deal_id) JOIN deal d ON d.id = e.deal_id
                WHERE e.type IN ('deal.fell-short', 'question.answered', 'message.followed-up')),
            kept AS (SELECT deal_id, sequence, concat_ws(' ', counts_for, pipeline_key, offering_id, source, opened_at, duration)
                    AS effort
                FROM insight_effort JOIN chosen USING (deal_id))
            SELECT format('deal %s: insights keep event %s as %s, and it is %s', deal_id, sequence, coalesce(k.effort, 'nothing'),
                coalesce(t.effort, 'nothing'))
            FROM kept k FULL JOIN told t USING (deal_id, sequence) WHERE k.effort IS DISTINCT FROM t.effort""";

    /** Every activity that was done by the time the deal was closed belongs to one stay, and no stay has another. */
    private static final String KINDS = CHOSEN + """
            , done AS (SELECT DISTINCT deal_id, data ->> 'kind' AS kind FROM deal_event JOIN chosen USING (deal_id)
                JOIN deal d ON d.id = deal_id
                WHERE type = 'activity.recorded' AND (data ->> 'happenedAt')::timestamptz <= coalesce(d.closed_at, 'infinity')),
            kept AS (SELECT DISTINCT deal_id, unnest(kinds) AS kind FROM insight_visit JOIN chosen USING (deal_id))
            SELECT format('deal %s: insights keep activities %s, and there were %s', deal_id, coalesce(k.kind, 'none'),
                coalesce(d.kind, 'none'))
            FROM kept k FULL JOIN done d USING (deal_id, kind) WHERE k.kind IS NULL OR d.kind IS NULL""";

    private static final String ACTIVITIES = CHOSEN + """
            , kept AS (SELECT dimension, value, pipeline_key, stage, kind, month, stays || ' ' || advanced AS numbers
                FROM insight_activity WHERE (stays, advanced) <> (0, 0)),
            counted AS (SELECT dimension, value, pipeline_key, stage, kind, date_trunc('month', opened_at, 'UTC') AS month,
                    count(*) || ' ' || count(*) FILTER (WHERE outcome = 'advanced') AS numbers
                FROM insight_visit CROSS JOIN LATERAL unnest(kinds) kind CROSS JOIN LATERAL %s
                WHERE value IS NOT NULL AND outcome <> 'open' GROUP BY 1, 2, 3, 4, 5, 6)
            SELECT format('insights: activities of %%s %%s %%s %%s %%s are kept as %%s, and counted %%s', dimension, value,
                pipeline_key, stage, kind, k.numbers, c.numbers)
            FROM kept k FULL JOIN counted c USING (dimension, value, pipeline_key, stage, kind, month)
            WHERE k.numbers IS DISTINCT FROM c.numbers""".formatted(COMBINATIONS);

    private static final String SCORES = CHOSEN + """
            , kept AS (SELECT dimension, value, counts_for, pipeline_key, month, concat_ws(' ', open, won, lost, fell_short)
                    AS numbers
                FROM insight_score WHERE (open, won, lost, fell_short) <> (0, 0, 0, 0)),
            counted AS (SELECT dimension, value, counts_for, pipeline_key, date_trunc('month', opened_at, 'UTC') AS month,
                    concat_ws(' ', count(*) FILTER (WHERE status = 'open'), count(*) FILTER (WHERE status = 'won'),
                        count(*) FILTER (WHERE status = 'lost'), count(*) FILTER (WHERE status = 'fell short')) AS numbers
                FROM (SELECT counts_for, pipeline_key, offering_id, source, opened_at, status FROM insight_deal
                    UNION ALL SELECT counts_for, pipeline_key, offering_id, source, opened_at, 'fell short' FROM insight_effort
                    WHERE duration IS NULL) every
                CROSS JOIN LATERAL %s WHERE value IS NOT NULL GROUP BY 1, 2, 3, 4, 5)
            SELECT format('insights: scores of %%s %%s %%s %%s are kept as %%s, and counted %%s', counts_for, dimension, value,
                month, k.numbers, c.numbers)
            FROM kept k FULL JOIN counted c USING (dimension, value, counts_for, pipeline_key, month)
            WHERE k.numbers IS DISTINCT FROM c.numbers""".formatted(SCORES_BY);

    private static final String VALUES = CHOSEN + """
            , kept AS (SELECT dimension, value, counts_for, pipeline_key, month, currency, deals || ' ' || amount AS numbers
                FROM insight_value WHERE (deals, amount) <> (0, 0)),
            counted AS (SELECT dimension, value, counts_for, pipeline_key, date_trunc('month', opened_at, 'UTC') AS month,
                    value_currency AS currency, count(*) || ' ' || sum(value_amount) AS numbers
                FROM insight_deal CROSS JOIN LATERAL %s
                WHERE value IS NOT NULL AND status = 'won' AND value_currency IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6)
            SELECT format('insights: the value won of %%s %%s %%s %%s is kept as %%s, and counted %%s', counts_for, dimension,
                value, currency, k.numbers, c.numbers)
            FROM kept k FULL JOIN counted c USING (dimension, value, counts_for, pipeline_key, month, currency)
            WHERE k.numbers IS DISTINCT FROM c.numbers""".formatted(SCORES_BY);

    private static final String TIMES = CHOSEN + """
            , kept AS (SELECT dimension, value, counts_for, measure, pipeline_key, month, bucket, times FROM insight_time
                WHERE times <> 0),
            counted AS (SELECT dimension, value, counts_for, measure, pipeline_key,
                    date_trunc('month', opened_at, 'UTC') AS month, insight_bucket(duration) >> 4 AS bucket, count(*) AS times
                FROM (SELECT counts_for, pipeline_key, offering_id, source, opened_at, 'win' AS measure, time_to_win AS duration
                    FROM insight_deal
                    UNION ALL SELECT counts_for, pipeline_key, offering_id, source, opened_at, 'answer', duration
                    FROM insight_effort) every
                CROSS JOIN LATERAL %s WHERE value IS NOT NULL AND duration IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7)
            SELECT format('insights: times of %%s to %%s are kept as %%s, and counted %%s', counts_for, measure, k.times, c.times)
            FROM kept k FULL JOIN counted c USING (dimension, value, counts_for, measure, pipeline_key, month, bucket)
            WHERE k.times IS DISTINCT FROM c.times""".formatted(SCORES_BY);

    private CheckQueries() {}

    /** Another payment plan is told anew, so instalments are left to the model. */
    private static final String REMINDED_TWICE = CHOSEN + """
            SELECT format('deal %s: is told more than once of %s %s', deal_id, type, subject)
            FROM chosen JOIN deal_event USING (deal_id) CROSS JOIN LATERAL (SELECT coalesce(data ->> 'questionId',
                data ->> 'messageId', data ->> 'proposalId', data ->> 'approvalId', data ->> 'dueAt') AS subject) about
            WHERE type IN ('stage.overdue', 'question.unanswered', 'message.unanswered', 'proposal.expired', 'approval.waiting')
            GROUP BY deal_id, type, subject HAVING count(*) > 1""";

    static List<String> all() {
        List<String> all = new ArrayList<>(List.of(
                SEQUENCES,
                MONEY,
                TAKEN_BACK,
                CURRENCIES,
                TOTALS,
                METHOD_TOTALS,
                WORDS,
                ASSIGNED,
                OPENED_TWICE,
                SUBMISSIONS_ONCE,
                MERGED,
                WHOSE_SUBMISSIONS,
                KEYS_ONCE,
                REMINDED_TWICE,
                VISITS,
                COUNTS,
                DURATIONS,
                DEALS,
                EFFORTS,
                KINDS,
                ACTIVITIES,
                SCORES,
                VALUES,
                TIMES));
        all.add(rows("submission WHERE status = 'accepted'", "submission.received", "submissionId"));
        all.add(rows("greeting", "greeting.given", "greetingId"));
        all.add(rows("question", "question.asked", "questionId"));
        all.add(rows("question WHERE answered_at IS NOT NULL", "question.answered", "questionId"));
        all.add(rows("message_link", "message-link.offered", "linkId"));
        all.add(rows("message", "message.left", "messageId"));
        all.add(rows("message WHERE followed_up_at IS NOT NULL", "message.followed-up", "messageId"));
        all.add(rows("activity", "activity.recorded", "activityId"));
        all.add(rows("approval WHERE decision = 'requested'", "approval.requested", "approvalId"));
        all.add(rows("approval WHERE decision = 'granted'", "approval.granted", "approvalId"));
        all.add(rows("approval WHERE decision = 'refused'", "approval.refused", "approvalId"));
        all.add(rows("document", "document.drafted", "documentId"));
        all.add(rows("document WHERE sent_at IS NOT NULL", "document.sent", "documentId"));
        all.add(rows("document WHERE signed_at IS NOT NULL", "document.signed", "documentId"));
        all.add(rows("document WHERE status = 'voided'", "document.voided", "documentId"));
        all.add(rows("document_link", "document-link.offered", "linkId"));
        all.add(rows("proposal WHERE counters_id IS NULL", "proposal.drafted", "proposalId"));
        all.add(rows("proposal WHERE counters_id IS NULL AND sent_at IS NOT NULL", "proposal.sent", "proposalId"));
        all.add(rows("proposal WHERE status = 'accepted'", "proposal.accepted", "proposalId"));
        all.add(rows("proposal WHERE status = 'declined'", "proposal.declined", "proposalId"));
        all.add(rows("proposal WHERE status = 'countered'", "proposal.countered", "proposalId"));
        all.add(rows("proposal WHERE counters_id IS NOT NULL", "proposal.countered", "counterProposalId"));
        all.add(rows("ledger_entry WHERE kind = 'payment'", "payment.received", "paymentId"));
        all.add(rows("ledger_entry WHERE kind = 'refund'", "payment.refunded", "refundId"));
        all.add(rows("ledger_entry WHERE kind = 'reversal'", "payment.reversed", "reversalId"));
        return all;
    }

    /** What a feature keeps and what the deal was told stand or fall together: a row has one event, and an event a row. */
    private static String rows(String rows, String type, String field) {
        return CHOSEN + """
                , kept AS (SELECT deal_id, id FROM %1$s),
                told AS (SELECT deal_id, (data ->> '%3$s')::uuid AS id, count(*) AS n FROM deal_event
                    WHERE type = '%2$s' AND deal_id IN (SELECT deal_id FROM chosen) GROUP BY 1, 2)
                SELECT format('deal %%s: of %%s there are %%s rows and %%s events %2$s',
                    deal_id, id, count(k), coalesce(max(n), 0))
                FROM (SELECT k, n, deal_id, id FROM kept k FULL JOIN told USING (deal_id, id)) both_sides
                WHERE deal_id IN (SELECT deal_id FROM chosen)
                GROUP BY deal_id, id HAVING count(k) <> 1 OR max(n) IS DISTINCT FROM 1""".formatted(rows, type, field);
    }
}
