-- What a deal has been told by timers: the due date that was told to have passed, and the rest of it. Not in state, which
-- instances of an earlier version read strictly; they leave these columns as they are.
ALTER TABLE deal ADD COLUMN told_due_at timestamptz, ADD COLUMN told jsonb;

-- Deals that are late are in two indexes instead of one, so that timers find those that have not been told at once, and a
-- transition writes no more than before. An attempt with another due date has not been told, whoever wrote it.
CREATE INDEX deal_due_untold ON deal (due_at) WHERE status = 'open' AND told_due_at IS DISTINCT FROM due_at;
CREATE INDEX deal_due_told ON deal (due_at) WHERE status = 'open' AND told_due_at = due_at;
DROP INDEX deal_due;
