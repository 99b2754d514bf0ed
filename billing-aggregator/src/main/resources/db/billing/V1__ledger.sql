-- One row per organization and month, kept at its highest sequence.
CREATE TABLE invoice (
  organization_id    uuid        NOT NULL,
  period             text        NOT NULL CHECK (period ~ '^\d{4}-\d{2}$'),
  status             text        NOT NULL,
  sequence           bigint      NOT NULL CHECK (sequence > 0),
  plan               text        NOT NULL,
  currency           char(3)     NOT NULL,
  price_book_version text        NOT NULL,
  total              numeric     NOT NULL,
  updated_at         timestamptz NOT NULL, -- event time of the newest usage in it
  PRIMARY KEY (organization_id, period)
);

CREATE TABLE invoice_line (
  organization_id   uuid    NOT NULL,
  period            text    NOT NULL,
  line              int     NOT NULL,
  kind              text    NOT NULL,
  meter             text,
  description       text    NOT NULL,
  quantity          numeric NOT NULL,
  included_quantity numeric NOT NULL,
  billable_quantity numeric NOT NULL,
  tiers             jsonb   NOT NULL,
  gross_amount      numeric NOT NULL, -- before the discount, exact to nine places
  discount_percent  numeric NOT NULL,
  amount            numeric NOT NULL, -- net, rounded to the currency's exponent
  PRIMARY KEY (organization_id, period, line),
  FOREIGN KEY (organization_id, period) REFERENCES invoice ON DELETE CASCADE
);
