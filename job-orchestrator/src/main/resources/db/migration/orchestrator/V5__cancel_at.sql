-- When a job is cancelled although it runs; one that has not started expires then.
ALTER TABLE job ADD COLUMN cancel_at timestamptz;
CREATE INDEX job_cancel_at ON job (cancel_at)
  WHERE cancel_at IS NOT NULL AND state IN ('QUEUED', 'DISPATCHED', 'RUNNING', 'RETRY_WAIT');
