-- One row per job. Columns are what the queue, the fence and the sweepers decide by; the documents are what is told.
CREATE TABLE job (
  organization uuid        NOT NULL,
  id           uuid        NOT NULL,          -- chosen by the sender: unique within its organization only
  state        text        NOT NULL CHECK (state IN ('QUEUED', 'DISPATCHED', 'RUNNING', 'RETRY_WAIT', 'CANCELLING',
                                                     'SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED', 'REJECTED')),
  lane         text        NOT NULL,          -- of the present task
  priority     smallint    NOT NULL,          -- 1 first
  task         smallint    NOT NULL,
  attempt      integer     NOT NULL,
  dispatch_no  integer     NOT NULL,
  run          uuid,                          -- bound by compare-and-set
  due_at       timestamptz,                   -- DISPATCHED: start by. RUNNING, CANCELLING: end of the lease. RETRY_WAIT: next attempt
  queued_at    timestamptz NOT NULL DEFAULT now(),
  started      boolean     NOT NULL DEFAULT false,
  deadline     timestamptz,
  sequence     bigint      NOT NULL,
  spec         jsonb       NOT NULL,
  spec_view    text        NOT NULL,
  created_at   timestamptz NOT NULL,
  history      jsonb       NOT NULL,
  results      jsonb       NOT NULL,
  PRIMARY KEY (organization, id),
  CHECK (run IS NULL OR state IN ('DISPATCHED', 'RUNNING', 'CANCELLING'))
) WITH (fillfactor = 80);

CREATE INDEX job_queue ON job (lane, organization, (task = 0), priority, queued_at, id) WHERE state = 'QUEUED';
CREATE INDEX job_ready ON job (lane) WHERE state = 'DISPATCHED';
-- Jobs that take one of their organization's places: on their way, or between two of their tasks.
CREATE INDEX job_active ON job (organization)
  WHERE state IN ('DISPATCHED', 'RUNNING', 'CANCELLING') OR (task > 0 AND state IN ('QUEUED', 'RETRY_WAIT'));
CREATE INDEX job_due ON job (state, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX job_deadline ON job (deadline)
  WHERE deadline IS NOT NULL AND NOT started AND state IN ('QUEUED', 'DISPATCHED');

-- Commands that were carried out; the same id again changes nothing.
CREATE TABLE inbox (
  organization uuid        NOT NULL,
  command      uuid        NOT NULL,
  received_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization, command)
);
CREATE INDEX inbox_received ON inbox (received_at);

-- Cancellations that came before their submission.
CREATE TABLE tombstone (
  organization uuid        NOT NULL,
  job          uuid        NOT NULL,
  received_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization, job)
);
CREATE INDEX tombstone_received ON tombstone (received_at);

-- Submissions that wait for what they name: an organization, a dataset, an earlier job.
CREATE TABLE parked_command (
  organization uuid        NOT NULL,
  job          uuid        NOT NULL,
  command      bytea       NOT NULL,          -- the record's value, as it was signed
  parked_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization, job)
);

-- Tasks that failed for good.
CREATE TABLE dead_task (
  organization uuid        NOT NULL,
  job          uuid        NOT NULL,
  task         smallint    NOT NULL,
  attempts     integer     NOT NULL,
  dispatch_no  integer     NOT NULL,
  kind         text        NOT NULL,
  code         text        NOT NULL,
  message      text        NOT NULL,
  spec         jsonb       NOT NULL,
  failed_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization, job)
);
CREATE INDEX dead_task_failed ON dead_task (failed_at);

-- How far each partition of the task events is known: everything appended before caught_up_at has been applied.
CREATE TABLE task_event_progress (
  partition    integer     PRIMARY KEY,
  caught_up_at timestamptz NOT NULL
);
