-- Several prospects can have one e-mail address: a caller who may not see one of them must not learn from a refusal that they
-- exist. Callers who see them are refused by the service, which locks the address first.
ALTER TABLE prospect DROP CONSTRAINT prospect_email;
