-- In which stages receptionists work. A column of its own, as instances that still serve do not know the property and would refuse
-- it in the definition of a stage.
ALTER TABLE pipeline_version ADD COLUMN reception text[] NOT NULL DEFAULT '{}';

-- What the shipped pipelines have meant all along; nothing else of a published version ever changes.
ALTER TABLE pipeline_version DISABLE TRIGGER pipeline_version_append_only;
UPDATE pipeline_version SET reception = '{relationship}' WHERE key = 'standard';
UPDATE pipeline_version SET reception = '{selection}' WHERE key = 'proposal';
ALTER TABLE pipeline_version ENABLE ALWAYS TRIGGER pipeline_version_append_only;
