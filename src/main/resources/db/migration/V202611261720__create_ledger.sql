-- Movements of money: payments, refunds and reversals. What is written here stays, as in history: the triggers refuse every change
-- for everybody, and the grants refuse it once more for the service's own user. Words of people stand apart, in ledger_words.
CREATE TABLE ledger_entry (
    id               uuid        NOT NULL,
    deal_id          uuid        NOT NULL,
    kind             text        NOT NULL,
    -- The payment that a refund or a reversal takes back; a payment names itself.
    payment_id       uuid        NOT NULL,
    amount           bigint      NOT NULL,
    currency         text        NOT NULL,
    -- When the money moved, as far as it is known: when a payment was received, and when the others were recorded.
    at               timestamptz NOT NULL,
    recorded_at      timestamptz NOT NULL,
    -- Recognises a reference, of the deal and the text, also after the words have been erased.
    reference_digest bytea,
    CONSTRAINT ledger_entry_pk PRIMARY KEY (id),
    CONSTRAINT ledger_entry_reference UNIQUE (deal_id, kind, reference_digest),
    CONSTRAINT ledger_entry_deal FOREIGN KEY (deal_id) REFERENCES deal,
    -- No foreign key to the payment: checking it would need the right to update entries.
    CONSTRAINT ledger_entry_kind CHECK (kind IN ('payment', 'refund', 'reversal')),
    CONSTRAINT ledger_entry_payment CHECK ((kind = 'payment') = (payment_id = id)),
    CONSTRAINT ledger_entry_amount CHECK (amount > 0)
);

CREATE TABLE ledger_words (
    entry_id  uuid        NOT NULL,
    deal_id   uuid        NOT NULL,
    -- The entry's, so that entries of one method or reference can be read in order.
    at        timestamptz NOT NULL,
    -- How the money was paid; refunds and reversals have the method of their payment.
    method    text,
    reference text,
    reason    text,
    CONSTRAINT ledger_words_pk PRIMARY KEY (entry_id),
    CONSTRAINT ledger_words_deal FOREIGN KEY (deal_id) REFERENCES deal
);

-- Sums of entries by day in UTC, kept in step by triggers. Each sum is spread over slots, so that payments of one day do not wait for
-- each other.
CREATE TABLE ledger_total (
    day      date     NOT NULL,
    currency text     NOT NULL,
    kind     text     NOT NULL,
    slot     smallint NOT NULL,
    entries  bigint   NOT NULL,
    amount   numeric  NOT NULL,
    CONSTRAINT ledger_total_pk PRIMARY KEY (day, currency, kind, slot)
) WITH (fillfactor = 50);

-- The same by method, of which only a digest is kept: methods are words, and can be erased.
CREATE TABLE ledger_method_total (
    method_digest bytea    NOT NULL,
    day           date     NOT NULL,
    currency      text     NOT NULL,
    kind          text     NOT NULL,
    slot          smallint NOT NULL,
    entries       bigint   NOT NULL,
    amount        numeric  NOT NULL,
    CONSTRAINT ledger_method_total_pk PRIMARY KEY (method_digest, day, currency, kind, slot)
) WITH (fillfactor = 50);

CREATE FUNCTION ledger_digest(deal_id uuid, reference text) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(convert_to(deal_id::text || ' ' || reference, 'UTF8'))
$$;

-- What was paid and refunded so far. From here on instances of the version before write through views of the same names.
LOCK TABLE payment, refund IN ACCESS EXCLUSIVE MODE;

INSERT INTO ledger_entry (id, deal_id, kind, payment_id, amount, currency, at, recorded_at, reference_digest)
SELECT id, deal_id, 'payment', id, amount, currency, received_at, recorded_at, ledger_digest(deal_id, reference) FROM payment;

INSERT INTO ledger_entry (id, deal_id, kind, payment_id, amount, currency, at, recorded_at, reference_digest)
SELECT id, deal_id, 'refund', payment_id, amount, currency, recorded_at, recorded_at, ledger_digest(deal_id, reference) FROM refund;

-- Words of prospects who have been erased are left behind.
INSERT INTO ledger_words (entry_id, deal_id, at, method, reference)
SELECT p.id, p.deal_id, p.received_at, p.method, p.reference
FROM payment p JOIN deal d ON d.id = p.deal_id JOIN prospect o ON o.id = d.prospect_id AND o.erased_at IS NULL
WHERE p.method IS NOT NULL OR p.reference IS NOT NULL;

INSERT INTO ledger_words (entry_id, deal_id, at, method, reference, reason)
SELECT r.id, r.deal_id, r.recorded_at, p.method, r.reference, r.reason FROM refund r JOIN payment p ON p.id = r.payment_id
JOIN deal d ON d.id = r.deal_id JOIN prospect o ON o.id = d.prospect_id AND o.erased_at IS NULL
WHERE p.method IS NOT NULL OR r.reference IS NOT NULL OR r.reason IS NOT NULL;

INSERT INTO ledger_total (day, currency, kind, slot, entries, amount)
SELECT (at AT TIME ZONE 'UTC')::date, currency, kind, 0, count(*), sum(amount) FROM ledger_entry GROUP BY 1, 2, 3;

INSERT INTO ledger_method_total (method_digest, day, currency, kind, slot, entries, amount)
SELECT sha256(convert_to(w.method, 'UTF8')), (e.at AT TIME ZONE 'UTC')::date, e.currency, e.kind, 0, count(*), sum(e.amount)
FROM ledger_words w JOIN ledger_entry e ON e.id = w.entry_id WHERE w.method IS NOT NULL GROUP BY 1, 2, 3, 4;

CREATE INDEX ledger_entry_of_deal ON ledger_entry (deal_id, id) INCLUDE (kind, currency, amount, at);
CREATE INDEX ledger_entry_of_payment ON ledger_entry (payment_id, kind, id) INCLUDE (amount);
CREATE UNIQUE INDEX ledger_entry_reversed_once ON ledger_entry (payment_id) WHERE kind = 'reversal';
CREATE INDEX ledger_entry_by_time ON ledger_entry (at, id) INCLUDE (kind, currency, amount);
CREATE INDEX ledger_entry_by_kind ON ledger_entry (kind, at, id);
CREATE INDEX ledger_words_of_deal ON ledger_words (deal_id, method, at, entry_id);
CREATE INDEX ledger_words_by_method ON ledger_words (method, at, entry_id) WHERE method IS NOT NULL;
CREATE INDEX ledger_words_by_reference ON ledger_words (reference, at, entry_id) WHERE reference IS NOT NULL;

CREATE FUNCTION count_ledger_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_total AS t (day, currency, kind, slot, entries, amount)
    SELECT (at AT TIME ZONE 'UTC')::date, currency, kind, pg_backend_pid() % 8, count(*), sum(amount)
    FROM added GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (day, currency, kind, slot) DO UPDATE
        SET entries = t.entries + excluded.entries, amount = t.amount + excluded.amount;
    RETURN NULL;
END
$$;

CREATE FUNCTION count_ledger_methods() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_method_total AS t (method_digest, day, currency, kind, slot, entries, amount)
    SELECT sha256(convert_to(w.method, 'UTF8')), (e.at AT TIME ZONE 'UTC')::date, e.currency, e.kind, pg_backend_pid() % 8,
        count(*), sum(e.amount)
    FROM added w JOIN ledger_entry e ON e.id = w.entry_id WHERE w.method IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (method_digest, day, currency, kind, slot) DO UPDATE
        SET entries = t.entries + excluded.entries, amount = t.amount + excluded.amount;
    RETURN NULL;
END
$$;

CREATE FUNCTION recount_ledger_methods() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_method_total AS t (method_digest, day, currency, kind, slot, entries, amount)
    SELECT sha256(convert_to(w.method, 'UTF8')), (e.at AT TIME ZONE 'UTC')::date, e.currency, e.kind, pg_backend_pid() % 8,
        sum(w.sign), sum(w.sign * e.amount)
    FROM (SELECT 1 AS sign, entry_id, method FROM added UNION ALL SELECT -1, entry_id, method FROM removed) w
    JOIN ledger_entry e ON e.id = w.entry_id WHERE w.method IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (method_digest, day, currency, kind, slot) DO UPDATE
        SET entries = t.entries + excluded.entries, amount = t.amount + excluded.amount;
    RETURN NULL;
END
$$;

CREATE TRIGGER ledger_entry_counted AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_ledger_entries();
CREATE TRIGGER ledger_words_counted AFTER INSERT ON ledger_words
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_ledger_methods();
CREATE TRIGGER ledger_words_recounted AFTER UPDATE ON ledger_words
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION recount_ledger_methods();

CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_append_only;
REVOKE ALL ON ledger_entry FROM PUBLIC, CURRENT_USER;
GRANT SELECT, INSERT ON ledger_entry TO CURRENT_USER;

-- For instances of the version before, which serve during a rolling upgrade.
ALTER TABLE payment RENAME TO former_payment;
ALTER TABLE refund RENAME TO former_refund;

CREATE VIEW payment AS
SELECT e.id, e.deal_id, e.amount, e.currency, w.method, w.reference, e.at AS received_at, e.recorded_at
FROM ledger_entry e LEFT JOIN ledger_words w ON w.entry_id = e.id WHERE e.kind = 'payment';

CREATE VIEW refund AS
SELECT e.id, e.payment_id, e.deal_id, e.amount, e.currency, w.reason, w.reference, e.recorded_at
FROM ledger_entry e LEFT JOIN ledger_words w ON w.entry_id = e.id WHERE e.kind = 'refund';

CREATE FUNCTION write_former_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_entry (id, deal_id, kind, payment_id, amount, currency, at, recorded_at, reference_digest)
    VALUES (NEW.id, NEW.deal_id, 'payment', NEW.id, NEW.amount, NEW.currency, NEW.received_at, NEW.recorded_at,
        ledger_digest(NEW.deal_id, NEW.reference));
    INSERT INTO ledger_words (entry_id, deal_id, at, method, reference)
    VALUES (NEW.id, NEW.deal_id, NEW.received_at, NEW.method, NEW.reference);
    RETURN NEW;
END
$$;

CREATE FUNCTION write_former_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_entry (id, deal_id, kind, payment_id, amount, currency, at, recorded_at, reference_digest)
    VALUES (NEW.id, NEW.deal_id, 'refund', NEW.payment_id, NEW.amount, NEW.currency, NEW.recorded_at, NEW.recorded_at,
        ledger_digest(NEW.deal_id, NEW.reference));
    INSERT INTO ledger_words (entry_id, deal_id, at, method, reference, reason)
    SELECT NEW.id, NEW.deal_id, NEW.recorded_at, max(w.method), NEW.reference, NEW.reason
    FROM ledger_words w WHERE w.entry_id = NEW.payment_id;
    RETURN NEW;
END
$$;

-- The version before erases nothing else.
CREATE FUNCTION erase_former_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ledger_words SET reason = NEW.reason WHERE entry_id = NEW.id;
    RETURN NEW;
END
$$;

CREATE TRIGGER payment_written INSTEAD OF INSERT ON payment FOR EACH ROW EXECUTE FUNCTION write_former_payment();
CREATE TRIGGER refund_written INSTEAD OF INSERT ON refund FOR EACH ROW EXECUTE FUNCTION write_former_refund();
CREATE TRIGGER refund_erased INSTEAD OF UPDATE ON refund FOR EACH ROW EXECUTE FUNCTION erase_former_reason();

DROP TABLE former_refund;
DROP TABLE former_payment;
