-- While an instance of an earlier version serves alongside, it goes on to take any key. From now on such a key gets a definition at
-- once; until now the definitions of all values of a key had to be found together, to know their type.
CREATE OR REPLACE FUNCTION note_custom_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM define_custom_field(TG_ARGV[0], e.key, custom_value_type(e.value)) FROM jsonb_each(NEW.custom_fields) AS e
    WHERE NOT EXISTS (SELECT FROM custom_field f WHERE f.subject = TG_ARGV[0] AND f.key = e.key);
    PERFORM index_custom_values(TG_ARGV[0], ARRAY[NEW.id], ARRAY[NEW.custom_fields]);
    RETURN NULL;
END
$$;

-- What came in between: every change of a deal moves this time.
SELECT define_custom_field('deal', e.key, CASE WHEN count(DISTINCT custom_value_type(e.value)) = 1
    THEN min(custom_value_type(e.value)) ELSE 'text' END)
FROM deal d CROSS JOIN LATERAL jsonb_each(d.custom_fields) AS e
WHERE d.updated_at > now() - interval '1 hour'
    AND NOT EXISTS (SELECT FROM custom_field f WHERE f.subject = 'deal' AND f.key = e.key)
GROUP BY e.key;
SELECT index_custom_values('deal', array_agg(d.id), array_agg(d.custom_fields)) FROM deal d
WHERE d.updated_at > now() - interval '1 hour' AND d.custom_fields <> '{}'
    AND (SELECT count(*) FROM jsonb_each(d.custom_fields)) <> (SELECT count(*) FROM custom_value v WHERE v.subject_id = d.id)
HAVING count(*) > 0;

ALTER TABLE prospect VALIDATE CONSTRAINT prospect_erased_with_fields;
