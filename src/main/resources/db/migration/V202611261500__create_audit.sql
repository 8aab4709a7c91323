-- What administrators did: ids and kinds only, so that nothing has to be erased from it.
CREATE TABLE audit_entry (
    id             uuid        NOT NULL,
    at             timestamptz NOT NULL,
    actor_kind     text        NOT NULL,
    actor_id       text        NOT NULL,
    salesperson_id uuid,
    action         text        NOT NULL,
    subject_kind   text        NOT NULL,
    subject_id     text        NOT NULL,
    CONSTRAINT audit_entry_pk PRIMARY KEY (id)
);

CREATE INDEX audit_entry_subject ON audit_entry (subject_id, id);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, id);

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only;
REVOKE ALL ON audit_entry FROM PUBLIC, CURRENT_USER;
GRANT SELECT, INSERT ON audit_entry TO CURRENT_USER;
