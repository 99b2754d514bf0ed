-- Trainings leave models as generations do.
DROP INDEX job_with_model;
CREATE INDEX job_with_model ON job (organization_id, created_at DESC, id DESC)
  WHERE type IN ('generation', 'training') AND state = 'SUCCEEDED' AND model_deleted_at IS NULL;
