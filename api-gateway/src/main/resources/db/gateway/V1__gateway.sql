-- Who may call. The newest plan revision stands in the row; older ones live in the compacted topic's history of usage.
CREATE TABLE organization (
  id            uuid PRIMARY KEY,
  name          text        NOT NULL,
  plan          text        NOT NULL,
  plan_revision bigint      NOT NULL CHECK (plan_revision > 0),
  plan_since    timestamptz NOT NULL,
  time_zone     text        NOT NULL,
  currency      text        NOT NULL
);

-- Secrets are kept as SHA-256 only: 256 random bits need no salt and no slow hash.
CREATE TABLE api_key (
  id              uuid PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organization,
  name            text        NOT NULL,
  secret_hash     bytea       NOT NULL UNIQUE,
  created_at      timestamptz NOT NULL,
  revoked_at      timestamptz
);
CREATE INDEX api_key_organization ON api_key (organization_id);

-- organization_id null: the gateway's own key.
CREATE TABLE producer_key (
  id              text PRIMARY KEY,
  organization_id uuid REFERENCES organization,
  public_jwk      text        NOT NULL,
  valid_from      timestamptz NOT NULL,
  revoked_at      timestamptz
);
CREATE INDEX producer_key_organization ON producer_key (organization_id);

CREATE TABLE dataset (
  id              uuid PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organization,
  name            text        NOT NULL,
  object_key      text        NOT NULL,
  sha256          text        NOT NULL,
  size_bytes      bigint      NOT NULL,
  row_count       bigint      NOT NULL,
  columns         json        NOT NULL,
  created_at      timestamptz NOT NULL
);
CREATE INDEX dataset_organization ON dataset (organization_id);

-- What was answered to a key, kept in the transaction that did the work.
CREATE TABLE idempotency_key (
  organization_id uuid        NOT NULL,
  route           text        NOT NULL,
  key             text        NOT NULL,
  fingerprint     bytea       NOT NULL,
  status          smallint    NOT NULL,
  location        text        NOT NULL,
  body            bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (organization_id, route, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

-- The view of every job: our own submissions from the moment of their 202 (sequence 0), everybody's from their events.
-- Keyed by organization first, so that no organization can shadow another's job by choosing its id.
CREATE TABLE job (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  sequence        bigint      NOT NULL,
  type            text        NOT NULL,
  state           text        NOT NULL,
  spec            json        NOT NULL,
  snapshot        json        NOT NULL,
  created_at      timestamptz NOT NULL,
  -- The command as it was enqueued, until the first event proves that it arrived.
  command         bytea,
  enqueue_again_at timestamptz,
  PRIMARY KEY (organization_id, id)
) WITH (fillfactor = 80);
CREATE INDEX job_newest ON job (organization_id, created_at DESC, id DESC);
CREATE INDEX job_unconfirmed ON job (enqueue_again_at) WHERE enqueue_again_at IS NOT NULL;

CREATE TABLE invoice (
  organization_id uuid   NOT NULL,
  period          text   NOT NULL,
  sequence        bigint NOT NULL,
  body            json   NOT NULL,
  PRIMARY KEY (organization_id, period)
);

-- The platform's outbox.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  shard      smallint    NOT NULL,
  topic      text        NOT NULL,
  record_key text        NOT NULL,
  value      bytea,
  headers    jsonb       NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_shard ON outbox (shard, id);
CREATE TABLE outbox_quarantine (LIKE outbox, reason text, quarantined_at timestamptz);
