-- Questions whose current answer was recorded by a person. A form does not replace these answers.
ALTER TABLE survey ADD COLUMN recorded_keys text[] NOT NULL DEFAULT '{}';

-- Answers that were given at once: by one submission, or by one change of the survey. They are deleted with the survey, by
-- instances of an earlier version as well, which do not know this table.
CREATE TABLE survey_given (
    id             uuid        NOT NULL,
    deal_id        uuid        NOT NULL,
    -- By the keys of the questions; null where an answer was removed.
    answers        jsonb       NOT NULL,
    -- Null together with the actor if unknown: answers of before this table.
    at             timestamptz,
    actor_kind     text,
    actor_id       text,
    salesperson_id uuid,
    -- No foreign key: submissions are never deleted, and intake would pay for the check.
    submission_id  uuid,
    CONSTRAINT survey_given_pk PRIMARY KEY (deal_id, id),
    CONSTRAINT survey_given_survey FOREIGN KEY (deal_id) REFERENCES survey ON DELETE CASCADE,
    CONSTRAINT survey_given_actor CHECK ((actor_kind IS NULL) = (actor_id IS NULL) AND (actor_kind IS NULL) = (at IS NULL))
);
