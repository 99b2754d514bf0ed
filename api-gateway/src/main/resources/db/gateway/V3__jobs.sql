-- What lists of jobs are filtered by, and what the gateway alone knows of a job.
ALTER TABLE job
  ADD COLUMN algorithm           text GENERATED ALWAYS AS (spec ->> 'algorithm') STORED,
  ADD COLUMN dataset_id          text GENERATED ALWAYS AS (spec ->> 'dataset_id') STORED,
  ADD COLUMN metadata            json NOT NULL DEFAULT '{}',
  ADD COLUMN cancel_requested_at timestamptz,
  ADD COLUMN model_deleted_at    timestamptz;

-- One index per filter, each in the order of the list, so that a page is read and not searched for. Every change of state enters all of
-- them; the kinds of job that are rare have an index of their own, generations are found in any.
CREATE INDEX job_by_state ON job (organization_id, state, created_at DESC, id DESC);
CREATE INDEX job_by_dataset ON job (organization_id, dataset_id, created_at DESC, id DESC);
CREATE INDEX job_by_algorithm ON job (organization_id, algorithm, created_at DESC, id DESC) WHERE algorithm IS NOT NULL;
CREATE INDEX job_by_type ON job (organization_id, type, created_at DESC, id DESC) WHERE type <> 'generation';
CREATE INDEX job_with_model ON job (organization_id, created_at DESC, id DESC)
  WHERE type = 'generation' AND state = 'SUCCEEDED' AND model_deleted_at IS NULL;

-- Customers' own words on a job, to find it by.
CREATE TABLE job_metadata (
  organization_id uuid        NOT NULL,
  key             text        NOT NULL,
  value           text        NOT NULL,
  created_at      timestamptz NOT NULL,      -- of the job
  job_id          uuid        NOT NULL,
  PRIMARY KEY (organization_id, key, value, created_at, job_id)
);

-- Every change of a job that was received, for streams that begin late or again. Pruned some time after the job's end.
CREATE TABLE job_event (
  organization_id uuid        NOT NULL,
  job_id          uuid        NOT NULL,
  sequence        bigint      NOT NULL,
  state           text        NOT NULL,
  last            boolean     NOT NULL,
  snapshot        json        NOT NULL,
  received_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, job_id, sequence)
);
CREATE INDEX job_event_ended ON job_event (received_at) WHERE last;
