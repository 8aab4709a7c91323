-- What an organisation adds to deals and prospects. Key, subject and type never change, and nothing is deleted, so that a value
-- always has a definition.
CREATE TABLE custom_field (
    id         uuid        NOT NULL,
    subject    text        NOT NULL,
    key        text        NOT NULL,
    label      text        NOT NULL,
    type       text        NOT NULL,
    options    jsonb       NOT NULL,
    retired    boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL,
    CONSTRAINT custom_field_pk PRIMARY KEY (id),
    CONSTRAINT custom_field_key UNIQUE (subject, key),
    CONSTRAINT custom_field_subject CHECK (subject IN ('deal', 'prospect')),
    CONSTRAINT custom_field_type CHECK (type IN ('text', 'number', 'money', 'date', 'choice', 'boolean')),
    CONSTRAINT custom_field_options CHECK ((type = 'choice') = (options <> '[]'))
);

ALTER TABLE prospect ADD COLUMN custom_fields jsonb NOT NULL DEFAULT '{}';
ALTER TABLE prospect ADD CONSTRAINT prospect_erased_with_fields CHECK (erased_at IS NULL OR custom_fields = '{}') NOT VALID;

-- The values in a form that indexes can take: a digest of a text, or a number for what has an order (dates as 20261124, false and
-- true as 0 and 1). It is derived from the rows of deals and prospects by the triggers below, whichever statement and whichever
-- version of the service changes them. What does not fit its type is left out. There is no foreign key: nothing that it would refer
-- to is ever deleted, and checking it would lock the row of the definition for every value.
CREATE TABLE custom_value (
    subject_id uuid    NOT NULL,
    field_id   uuid    NOT NULL,
    word       bytea,
    amount     numeric,
    currency   text,
    CONSTRAINT custom_value_pk PRIMARY KEY (subject_id, field_id),
    CONSTRAINT custom_value_kind CHECK ((word IS NULL) <> (amount IS NULL))
);
CREATE INDEX custom_value_by_word ON custom_value (field_id, word, subject_id) WHERE word IS NOT NULL;
CREATE INDEX custom_value_by_amount ON custom_value (field_id, amount, subject_id) INCLUDE (currency) WHERE amount IS NOT NULL;

CREATE FUNCTION custom_value_word(type text, value jsonb) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN type IN ('text', 'choice') AND jsonb_typeof(value) = 'string'
        THEN substr(sha256(convert_to(value #>> '{}', 'UTF8')), 1, 16) END
$$;

CREATE FUNCTION custom_value_amount(type text, value jsonb) RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN type = 'number' AND jsonb_typeof(value) = 'number' THEN
            CASE WHEN abs((value #>> '{}')::numeric) < 1e20 AND scale(trim_scale((value #>> '{}')::numeric)) <= 10
                THEN (value #>> '{}')::numeric END
        WHEN type = 'money' AND jsonb_typeof(value -> 'amount') = 'number' THEN
            CASE WHEN abs((value ->> 'amount')::numeric) < 1e20 THEN trunc((value ->> 'amount')::numeric) END
        WHEN type = 'date' AND value #>> '{}' ~ '^\d{4}-\d{2}-\d{2}$' THEN replace(value #>> '{}', '-', '')::numeric
        WHEN type = 'boolean' AND jsonb_typeof(value) = 'boolean' THEN CASE WHEN value = 'true' THEN 1 ELSE 0 END
    END
$$;

-- Makes rows of the values that these deals or prospects have now, in place of those that they had.
CREATE FUNCTION index_custom_values(of_subject text, ids uuid[], fields jsonb[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM custom_value v WHERE v.subject_id = ANY (ids);
    INSERT INTO custom_value (subject_id, field_id, word, amount, currency)
    SELECT s.id, f.id, custom_value_word(f.type, e.value), custom_value_amount(f.type, e.value),
        CASE WHEN f.type = 'money' THEN left(e.value ->> 'currency', 3) END
    FROM unnest(ids, fields) AS s (id, fields)
        CROSS JOIN LATERAL jsonb_each(s.fields) AS e
        JOIN custom_field f ON f.subject = of_subject AND f.key = e.key
    WHERE num_nonnulls(custom_value_word(f.type, e.value), custom_value_amount(f.type, e.value)) = 1;
END
$$;

CREATE FUNCTION note_custom_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM index_custom_values(TG_ARGV[0], ARRAY[NEW.id], ARRAY[NEW.custom_fields]);
    RETURN NULL;
END
$$;
CREATE TRIGGER deal_custom_fields_given AFTER INSERT ON deal
    FOR EACH ROW WHEN (NEW.custom_fields <> '{}') EXECUTE FUNCTION note_custom_values('deal');
CREATE TRIGGER deal_custom_fields_changed AFTER UPDATE OF custom_fields ON deal
    FOR EACH ROW WHEN (NEW.custom_fields IS DISTINCT FROM OLD.custom_fields) EXECUTE FUNCTION note_custom_values('deal');
CREATE TRIGGER prospect_custom_fields_given AFTER INSERT ON prospect
    FOR EACH ROW WHEN (NEW.custom_fields <> '{}') EXECUTE FUNCTION note_custom_values('prospect');
-- Of every column, because the trigger below changes this one.
CREATE TRIGGER prospect_custom_fields_changed AFTER UPDATE ON prospect
    FOR EACH ROW WHEN (NEW.custom_fields IS DISTINCT FROM OLD.custom_fields) EXECUTE FUNCTION note_custom_values('prospect');

-- An instance of an earlier version that erases a prospect does not know the column.
CREATE FUNCTION forget_custom_fields() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.custom_fields := '{}';
    RETURN NEW;
END
$$;
CREATE TRIGGER prospect_custom_fields_erased BEFORE UPDATE ON prospect
    FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND NEW.custom_fields <> '{}') EXECUTE FUNCTION forget_custom_fields();

-- Earlier versions took any text, number or boolean under any key. Such a key gets a definition; the label is the key in words.
CREATE FUNCTION define_custom_field(of_subject text, of_key text, of_type text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO custom_field (id, subject, key, label, type, options, retired, created_at, version)
    -- A UUID of version 7, as the list of fields is in the order of ids.
    SELECT (substr(at, 1, 8) || '-' || substr(at, 9) || '-7' || substr(gen_random_uuid()::text, 16))::uuid,
        of_subject, of_key, upper(left(words, 1)) || substr(words, 2), of_type, '[]', false, clock_timestamp(), 0
    FROM lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') AS at,
        regexp_replace(regexp_replace(of_key, '[_-]+', ' ', 'g'), '([a-z0-9])([A-Z])', '\1 \2', 'g') AS words
    ON CONFLICT ON CONSTRAINT custom_field_key DO NOTHING
$$;

-- The type of which a value is, as far as earlier versions could tell.
CREATE FUNCTION custom_value_type(value jsonb) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(value) = 'boolean' THEN 'boolean'
        WHEN custom_value_amount('number', value) IS NOT NULL THEN 'number' ELSE 'text' END
$$;

-- The values with numbers and booleans as text where the definition says text, because others of the same key are texts.
CREATE FUNCTION fitting_custom_values(of_subject text, fields jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_object_agg(e.key, CASE WHEN f.type = 'text' AND jsonb_typeof(e.value) IN ('number', 'boolean')
        THEN to_jsonb(e.value::text) ELSE e.value END), '{}')
    FROM jsonb_each(fields) AS e LEFT JOIN custom_field f ON f.subject = of_subject AND f.key = e.key
$$;
