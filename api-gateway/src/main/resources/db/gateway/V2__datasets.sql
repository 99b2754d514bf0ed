-- A dataset's format, and its profile: made by a job of its own, kept as long as the dataset. Null: older than profiles.
ALTER TABLE dataset
  ADD COLUMN format          text NOT NULL DEFAULT 'csv',
  ADD COLUMN profile_job     uuid,
  ADD COLUMN profile_state   text CHECK (profile_state IN ('PENDING', 'READY', 'FAILED')),
  ADD COLUMN profile_key     text,
  ADD COLUMN profile_failure text;
DROP INDEX dataset_organization;
CREATE INDEX dataset_newest ON dataset (organization_id, created_at DESC, id DESC);

-- Uploads that go straight to the object store in parts. The dataset gets the upload's id.
CREATE TABLE dataset_upload (
  id              uuid PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organization,
  name            text        NOT NULL,
  format          text        NOT NULL,
  object_key      text        NOT NULL,
  multipart_id    text        NOT NULL,         -- the object store's own name of the upload
  size_bytes      bigint      NOT NULL,
  part_bytes      bigint      NOT NULL,
  sha256          text,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL
);
CREATE INDEX dataset_upload_organization ON dataset_upload (organization_id);
CREATE INDEX dataset_upload_age ON dataset_upload (expires_at);

-- Objects that nobody needs any more, written in the transaction that gave them up; a row goes when its object is gone.
CREATE TABLE doomed_object (
  object_key   text PRIMARY KEY,
  multipart_id text,                            -- of an upload in parts that may still be open
  doomed_at    timestamptz NOT NULL DEFAULT now()
);

-- What finished jobs have in the object store, below organizations/{organization}/jobs/{job}/.
CREATE TABLE job_output (
  organization_id uuid        NOT NULL,
  job_id          uuid        NOT NULL,
  kept_keys       text[]      NOT NULL,         -- the accepted outputs; whatever else lies there is left over
  size_bytes      bigint      NOT NULL,         -- of the accepted outputs
  finished_at     timestamptz NOT NULL,         -- kept from then on for as long as the plan says
  leftovers_at    timestamptz,                  -- when what is left over may be deleted; null: nothing is known to be
  dataset_id      uuid,                         -- of a profile, which is kept as long as the dataset instead
  PRIMARY KEY (organization_id, job_id)
);
CREATE INDEX job_output_age ON job_output (finished_at) WHERE dataset_id IS NULL;
CREATE INDEX job_output_leftovers ON job_output (leftovers_at) WHERE leftovers_at IS NOT NULL;
CREATE INDEX job_output_dataset ON job_output (dataset_id) WHERE dataset_id IS NOT NULL;

-- Every change of what an organization stores, until its hour is metered; then it is part of the meter's level.
CREATE TABLE storage_change (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid        NOT NULL,
  changed_at      timestamptz NOT NULL DEFAULT now(),
  bytes           bigint      NOT NULL
);
CREATE INDEX storage_change_order ON storage_change (organization_id, changed_at);

-- Up to which hour an organization's storage has been metered, and what it stored then.
CREATE TABLE storage_meter (
  organization_id uuid PRIMARY KEY REFERENCES organization,
  metered_until   timestamptz NOT NULL,
  bytes           bigint      NOT NULL
);
CREATE INDEX storage_meter_age ON storage_meter (metered_until);

INSERT INTO job_output (organization_id, job_id, kept_keys, size_bytes, finished_at)
SELECT organization_id, id,
       array(SELECT output->>'object_key' FROM json_array_elements(snapshot->'outputs') AS output),
       (SELECT coalesce(sum((output->>'size_bytes')::bigint), 0) FROM json_array_elements(snapshot->'outputs') AS output),
       coalesce((snapshot->'state_times'->>'succeeded')::timestamptz, created_at)
FROM job WHERE state = 'SUCCEEDED';

INSERT INTO storage_meter (organization_id, metered_until, bytes)
SELECT o.id, date_trunc('hour', now(), 'UTC'),
       coalesce((SELECT sum(size_bytes) FROM dataset d WHERE d.organization_id = o.id), 0)
         + coalesce((SELECT sum(size_bytes) FROM job_output j WHERE j.organization_id = o.id), 0)
FROM organization o;
