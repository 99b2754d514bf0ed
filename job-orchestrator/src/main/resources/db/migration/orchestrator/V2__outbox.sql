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
